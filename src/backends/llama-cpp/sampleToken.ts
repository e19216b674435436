/** A token and its natural-log probability, to a constant. */
export type Candidate = readonly [id: number, ln: number];

/**
 * Draws a token: temperature first, then the most probable ones that together have `topP`, as OpenAI and Hugging Face
 * do. Temperature 0 takes the most probable. `unit` is a random number from 0 to below 1.
 */
export function sampleToken<T extends Candidate>(
  candidates: readonly T[],
  { temperature, topP }: { readonly temperature: number; readonly topP: number },
  unit: number,
): T | undefined {
  const sorted = candidates.toSorted((a, b) => b[1] - a[1]);
  const [best] = sorted;
  if (best === undefined || temperature === 0) return best;
  const weights = sorted.map(([, ln]) => Math.exp((ln - best[1]) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let kept = 0;
  let count = 0;
  while (count < weights.length && (count === 0 || kept < topP * total)) kept += weights[count++] ?? 0;
  let left = unit * kept;
  return sorted.find((_, n) => n === count - 1 || (left -= weights[n] ?? 0) < 0);
}
