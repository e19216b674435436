import type { Score } from '../../ports/scorer.ts';
import { meanOverPairs } from './meanOverPairs.ts';

/** How much one question's ranking changes between environments. */
export interface Churn {
  /** From 0 (the same passages everywhere) to 1 (no two environments share one). */
  readonly value: Score;
  /** Pairs of environments that both found nothing: they count 0, which is why they are told apart. */
  readonly emptyPairs: number;
}

/**
 * churn@k of one question: the mean, over all unordered pairs of environments, of 1 − |A ∩ B| ÷ max(|A|, |B|), where A
 * and B are the sets of the first `k` passage ids. Order does not count; `k` must be the same in all that is compared.
 * @param lists one list of passage ids an environment, best first; at least two, or it does not apply
 */
export function churn(lists: readonly (readonly string[])[], k: number): Churn {
  const sets = lists.map((list) => new Set(list.slice(0, k)));
  let emptyPairs = 0;
  const { value } = meanOverPairs(sets, (a, b) => {
    if (a.size === 0 && b.size === 0) emptyPairs++;
    return change(a, b);
  });
  return { value, emptyPairs };
}

function change(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const larger = Math.max(a.size, b.size);
  if (larger === 0) return 0;
  return 1 - [...a].filter((id) => b.has(id)).length / larger;
}
