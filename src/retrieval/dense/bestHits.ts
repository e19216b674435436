import { type Hit, topK } from '../bm25/topK.ts';

/** The best `k` of what is offered, whatever the sign of the scores. */
export interface BestHits {
  /** What scores no more cannot enter any more; −∞ until there are `k`. */
  floor(): number;
  /** Positions must be offered in ascending order: then, of equal scores, the earlier passage stays. */
  offer(position: number, score: number): void;
  /** Best first; equal scores in the order of the corpus. */
  sorted(): readonly Hit[];
}

export function bestHits(k: number): BestHits {
  const best = topK(k);
  let entered = 0;
  const floor = (): number => (entered < k ? -Infinity : best.threshold);
  return {
    floor,
    offer(position, score) {
      if (score <= floor()) return;
      entered++;
      best.offer(position, score);
    },
    sorted: () => best.sorted(),
  };
}
