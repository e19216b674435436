import { topK } from '../../../src/retrieval/bm25/topK.ts';

/**
 * BM25-Okapi as Python's rank_bm25 has it, with which the pool-500 lists were made: k1 1.5, b 0.75, the inverse frequency
 * `ln(N − n + 0.5) − ln(n + 0.5)`, and a quarter of its mean over all terms where it is negative. Terms are lower-cased
 * and stand between white space; equal scores stand in the order of the texts.
 * @returns For each query the positions of its best `k` texts.
 */
export function okapiTop(
  texts: readonly string[],
  queries: readonly string[],
  k: number,
): readonly (readonly number[])[] {
  const lengths = texts.map((text) => termsOf(text).length);
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  // Of each term the texts that hold it, and how often each does.
  const holders = new Map<string, [position: number, count: number][]>();
  for (const [position, text] of texts.entries()) {
    for (const [term, count] of countsOf(termsOf(text))) {
      const known = holders.get(term);
      if (known === undefined) holders.set(term, [[position, count]]);
      else known.push([position, count]);
    }
  }
  const plain = new Map(
    [...holders].map(([term, { length }]) => [
      term,
      Math.log(texts.length - length + 0.5) - Math.log(length + 0.5),
    ]),
  );
  const floor = (0.25 * [...plain.values()].reduce((sum, idf) => sum + idf, 0)) / plain.size;
  return queries.map((query) => {
    const scores = new Float64Array(texts.length);
    for (const term of termsOf(query)) {
      const own = plain.get(term) ?? 0;
      const idf = own < 0 ? floor : own;
      for (const [position, count] of holders.get(term) ?? []) {
        const norm = 1.5 * (1 - 0.75 + (0.75 * (lengths[position] ?? 0)) / average);
        scores[position] = (scores[position] ?? 0) + (idf * count * 2.5) / (count + norm);
      }
    }
    const best = topK(k);
    for (const [position, score] of scores.entries()) best.offer(position, score);
    return best.sorted().map(({ position }) => position);
  });
}

/** What Python's `text.lower().split()` makes of it. */
function termsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[\s\u001C-\u001F\u0085]+/)
    .filter((term) => term !== '');
}

function countsOf(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
