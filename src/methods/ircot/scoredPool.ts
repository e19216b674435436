import type { Ranked } from '../../ports/passage.ts';

/**
 * FlashRAG's pool: every passage found so far once, with the best score that any query gave it, worst first, so that the
 * best stands next to the question. Scores of different queries are compared although they need not be on one scale.
 */
export function scoredPool(held: readonly Ranked[], found: readonly Ranked[]): readonly Ranked[] {
  const best = new Map<string, Ranked>();
  for (const ranked of [...held, ...found]) {
    const known = best.get(ranked.passage.id);
    if (known === undefined || ranked.score > known.score) best.set(ranked.passage.id, ranked);
  }
  return [...best.values()].sort((a, b) => a.score - b.score);
}
