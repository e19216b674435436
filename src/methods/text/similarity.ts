/**
 * How alike two texts are, 0 to 1: twice the length of their longest common subsequence of UTF-16 units ÷ their
 * lengths' sum (rapidfuzz's `ratio` ÷ 100). Two empty texts are alike.
 */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const sum = a.length + b.length;
  let row = new Uint32Array(b.length + 1);
  let next = new Uint32Array(b.length + 1);
  for (let i = 0; i < a.length; i += 1) {
    const unit = a.charCodeAt(i);
    for (let j = 0; j < b.length; j += 1) {
      next[j + 1] = unit === b.charCodeAt(j) ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0);
    }
    [row, next] = [next, row];
  }
  return (2 * (row[b.length] ?? 0)) / sum;
}
