/** The measures of the reference, each a mean over questions. */
export interface PoolMeasures {
  readonly any5: number;
  readonly full2: number;
  readonly full5: number;
  readonly full10: number;
  readonly recall5: number;
  readonly mrr10: number;
}

/** What lists of titles, best first, find of the gold titles. */
export function poolMeasures(
  lists: readonly { readonly gold: readonly string[]; readonly found: readonly string[] }[],
): PoolMeasures {
  const mean = (of: (gold: readonly string[], found: readonly string[]) => number): number =>
    lists.reduce((sum, { gold, found }) => sum + of(gold, found), 0) / lists.length;
  const share = (gold: readonly string[], found: readonly string[]): number =>
    gold.filter((title) => found.includes(title)).length / gold.length;
  const full = (k: number): number => mean((gold, found) => (share(gold, found.slice(0, k)) === 1 ? 1 : 0));
  return {
    any5: mean((gold, found) => (share(gold, found.slice(0, 5)) > 0 ? 1 : 0)),
    full2: full(2),
    full5: full(5),
    full10: full(10),
    recall5: mean((gold, found) => share(gold, found.slice(0, 5))),
    mrr10: mean((gold, found) => {
      const rank = found.slice(0, 10).findIndex((title) => gold.includes(title));
      return rank === -1 ? 0 : 1 / (rank + 1);
    }),
  };
}
