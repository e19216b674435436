import type { Ranked } from '../../ports/passage.ts';

/** The list with every id once, at its best rank. */
export function firstOfEachId(ranked: readonly Ranked[]): readonly Ranked[] {
  const seen = new Set<string>();
  return ranked.filter(({ passage }) => {
    if (seen.has(passage.id)) return false;
    seen.add(passage.id);
    return true;
  });
}
