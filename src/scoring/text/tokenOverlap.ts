/** Bag-of-words agreement of a prediction with a gold answer; each from 0 to 1. */
export interface Overlap {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
}

export const noOverlap: Overlap = { f1: 0, precision: 0, recall: 0 };

/** How many tokens two answers share, each counted as often as both have it (SQuAD's F1). Nothing shared = all 0. */
export function tokenOverlap(prediction: readonly string[], gold: readonly string[]): Overlap {
  const left = new Map<string, number>();
  for (const token of gold) left.set(token, (left.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of prediction) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    left.set(token, count - 1);
    shared++;
  }
  if (shared === 0) return noOverlap;
  const precision = shared / prediction.length;
  const recall = shared / gold.length;
  return { f1: harmonicMean(precision, recall), precision, recall };
}

/** 2PR ÷ (P + R), and 0 where both are 0. */
export function harmonicMean(precision: number, recall: number): number {
  const sum = precision + recall;
  return sum === 0 ? 0 : (2 * precision * recall) / sum;
}
