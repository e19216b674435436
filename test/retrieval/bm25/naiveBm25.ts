import type { Bm25Parameters } from '../../../src/retrieval/bm25/bm25Settings.ts';
import type { Hit } from '../../../src/retrieval/bm25/topK.ts';

/** BM25 written down as the formula stands, over lists of terms: slow and plain. */
export function naiveBm25(
  passages: readonly (readonly string[])[],
  query: readonly string[],
  { k1, b }: Pick<Bm25Parameters, 'k1' | 'b'>,
): readonly Hit[] {
  const filled = passages.filter((terms) => terms.length > 0);
  const average = filled.flat().length / filled.length;
  const scores = passages.map((terms, position) => {
    const parts = query.map((term) => {
      const count = terms.filter((other) => other === term).length;
      if (count === 0) return 0;
      const holding = passages.filter((other) => other.includes(term)).length;
      const idf = Math.log(1 + (filled.length - holding + 0.5) / (holding + 0.5));
      return (idf * count) / (count + k1 * (1 - b + (b * terms.length) / average));
    });
    return { position, score: parts.reduce((sum, part) => sum + part, 0) };
  });
  return scores.filter(({ score }) => score > 0).sort((a, c) => c.score - a.score || a.position - c.position);
}
