import type { Random } from '../ports/random.ts';

/**
 * Draws `n` of `n` things with replacement, each equally likely, and tells each draw to `take`.
 * Up to 65,536 things a random word serves two draws (its lower, then its upper half), by Lemire's method in 16 bits.
 */
export function drawWithReplacement(n: number, random: Random, take: (index: number) => void): void {
  if (n > 0x10000) {
    for (let drawn = 0; drawn < n; drawn++) take(random.below(n));
    return;
  }
  const rejected = (0x10000 - n) % n;
  let drawn = 0;
  while (drawn < n) {
    const word = random.uint32();
    const lower = Math.imul(word & 0xffff, n);
    if ((lower & 0xffff) >= rejected) {
      take(lower >>> 16);
      drawn++;
    }
    const upper = Math.imul(word >>> 16, n);
    if (drawn < n && (upper & 0xffff) >= rejected) {
      take(upper >>> 16);
      drawn++;
    }
  }
}
