import { RagstoneError } from '../errors.ts';
import type { BackendIdentity } from '../ports/backend.ts';

/** What a model of LangChain cannot do. */
export function refusal({ model }: BackendIdentity, what: string): RagstoneError {
  return new RagstoneError('unsupported', `${model} by way of LangChain: ${what}.`);
}
