import { RagstoneError } from '../../errors.ts';
import type { PlannedCombination, PlannedRetriever } from '../plan/resolveRetrievers.ts';

/** Settings to try, beside those that stay as the experiment has them. */
export type Candidate = Readonly<Record<string, unknown>>;

const rrfConstants = [60, 40, 80, 20, 100, 10, 150, 5, 200, 1];

/**
 * What is tried of a combination, the least surprising first, so that it wins a tie: all weights in `steps` equal steps
 * that add up to 1, the most even ones first; or values of rrf's k, the paper's 60 first.
 * @throws RagstoneError `usage` for a retriever that has nothing to tune
 */
export function tuningGrid(
  retriever: PlannedRetriever,
  steps: number,
): { readonly combination: PlannedCombination; readonly candidates: readonly Candidate[] } {
  const { id, kind } = retriever;
  const name = kind === 'engine' ? 'engine' : retriever.definition.name;
  if (kind === 'combination' && name === 'rrf') {
    return { combination: retriever, candidates: rrfConstants.map((k) => ({ k })) };
  }
  if (kind === 'combination' && name === 'weighted') {
    const candidates = shares(retriever.parts.length, steps).map((counts) => ({
      weights: counts.map((count) => count / steps),
    }));
    return { combination: retriever, candidates };
  }
  throw new RagstoneError(
    'usage',
    `The retriever "${id}" is of the kind "${name}", which has nothing to tune: name one of the kind weighted or rrf.`,
    { input: id },
  );
}

/** All ways to share `total` things among `parts`, the most even first. */
function shares(parts: number, total: number): readonly (readonly number[])[] {
  const all = (left: number, places: number): number[][] =>
    places === 1
      ? [[left]]
      : Array.from({ length: left + 1 }, (_, own) => own).flatMap((own) =>
          all(left - own, places - 1).map((rest) => [own, ...rest]),
        );
  const unevenness = (counts: readonly number[]): number =>
    counts.reduce((sum, count) => sum + count * count, 0);
  return all(total, parts).sort((a, b) => unevenness(a) - unevenness(b));
}
