/** A passage found: its position in the corpus and its score. */
export interface Hit {
  readonly position: number;
  readonly score: number;
}

/** The best `k` of what is offered, in a heap whose root is the worst of them. */
export interface TopK {
  /** What scores below this cannot enter any more. */
  readonly threshold: number;
  /** In any order; of equal scores the earlier passage stays. No position may be offered twice. */
  offer(position: number, score: number): void;
  /** Best first; equal scores in the order of the corpus. Empties the heap. */
  sorted(): readonly Hit[];
}

/** Keeps the `k` (≥ 1) highest scores; all are above 0. */
export function topK(k: number): TopK {
  const heap: Hit[] = [];

  function rise(hit: Hit): void {
    let at = heap.length;
    heap.push(hit);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isWorse(hit, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = hit;
  }

  function sinkFromRoot(hit: Hit): void {
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      if (left === undefined) break;
      const takeRight = right !== undefined && isWorse(right, left);
      const child = takeRight ? right : left;
      if (!isWorse(child, hit)) break;
      heap[at] = child;
      at = 2 * at + (takeRight ? 2 : 1);
    }
    heap[at] = hit;
  }

  return {
    get threshold() {
      return heap.length < k ? 0 : (heap[0]?.score ?? 0);
    },
    offer(position, score) {
      const hit = { position, score };
      const worst = heap[0];
      if (heap.length < k) rise(hit);
      else if (worst !== undefined && isWorse(worst, hit)) sinkFromRoot(hit);
    },
    sorted: () => heap.splice(0).sort((a, b) => (isWorse(a, b) ? 1 : -1)),
  };
}

function isWorse(a: Hit, b: Hit): boolean {
  return a.score < b.score || (a.score === b.score && a.position > b.position);
}
