import { known } from '../backends/known.ts';
import type { BackendIdentity } from '../ports/backend.ts';

/** Who a model of LangChain is, as its user says: it becomes part of the manifest and of every cache key. */
export interface LangChainIdentity {
  /** The model's exact name or version. */
  readonly model: string;
  /** What serves it. Default: `langchain`. */
  readonly server?: string;
  readonly adapter?: string;
  /** A hash of its weights. */
  readonly digest?: string;
  /** Names of datasets that it was trained on. */
  readonly trainedOn?: readonly string[];
}

export function backendIdentity(identity: LangChainIdentity): BackendIdentity {
  const { model, server = 'langchain', adapter, digest, trainedOn } = identity;
  return {
    server,
    model,
    ...(adapter !== undefined && { adapter }),
    digest: known(digest),
    trainedOn: known(trainedOn),
  };
}
