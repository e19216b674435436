/**
 * Minus the log-likelihood that a softmax over the scores gives to all right candidates together, and its derivative
 * by each score: the candidate's probability, less its share among the right ones.
 */
export function lossOf(
  scores: Float64Array,
  right: readonly number[],
): { readonly loss: number; readonly gradient: Float64Array } {
  const highest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  const highestRight = right.reduce((most, at) => Math.max(most, scores[at] ?? -Infinity), -Infinity);
  const gradient = scores.map((score) => Math.exp(score - highest));
  const all = gradient.reduce((sum, value) => sum + value, 0);
  const shares = right.map((at) => Math.exp((scores[at] ?? -Infinity) - highestRight));
  const allRight = shares.reduce((sum, value) => sum + value, 0);
  for (let at = 0; at < gradient.length; at += 1) gradient[at] = (gradient[at] ?? 0) / all;
  for (const [index, at] of right.entries()) {
    gradient[at] = (gradient[at] ?? 0) - (shares[index] ?? 0) / allRight;
  }
  return { loss: highest + Math.log(all) - highestRight - Math.log(allRight), gradient };
}
