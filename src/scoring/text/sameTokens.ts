/** Whether two answers are equal after a normaliser cut them into tokens: 1 or 0 (exact match). */
export function sameTokens(a: readonly string[], b: readonly string[]): number {
  return a.length === b.length && a.every((token, at) => token === b[at]) ? 1 : 0;
}
