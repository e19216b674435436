import type { Environment } from '../../ports/environment.ts';
import type { PlannedIndex, PlannedRetriever } from './resolveRetrievers.ts';

/**
 * The retriever in an environment: as it is, or with its approximate indexes built again. `undefined` where the
 * environment changes nothing of it: then there is nothing to ask again.
 */
export function searchedBy(
  retriever: PlannedRetriever,
  { rebuild }: Pick<Environment, 'rebuild'>,
): PlannedRetriever | undefined {
  return rebuild === undefined ? retriever : rebuilt(retriever, rebuild);
}

function rebuilt(retriever: PlannedRetriever, n: number): PlannedRetriever | undefined {
  const id = `${retriever.id}, built again ${n}`;
  switch (retriever.kind) {
    case 'engine':
      return undefined;
    case 'index':
      return rebuiltIndex(retriever, id, n);
    case 'combination': {
      const parts = retriever.parts.map((part) => rebuilt(part, n));
      if (parts.every((part) => part === undefined)) return undefined;
      return { ...retriever, id, parts: parts.map((part, at) => part ?? retriever.parts[at] ?? retriever) };
    }
  }
}

function rebuiltIndex(planned: PlannedIndex, id: string, n: number): PlannedIndex | undefined {
  const settings = planned.definition.rebuilt?.(planned.settings, n);
  if (settings === undefined) return undefined;
  return { ...planned, id, settings, index: undefined, rebuiltFrom: planned };
}
