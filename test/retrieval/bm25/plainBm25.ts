import type { Passage } from '../../../src/ports/passage.ts';
import { whitespace1 } from '../../../src/retrieval/analysers/whitespace1.ts';
import type { Bm25Parameters } from '../../../src/retrieval/bm25/bm25Settings.ts';
import { luceneLength } from '../../../src/retrieval/bm25/luceneLength.ts';
import type { Hit } from '../../../src/retrieval/bm25/topK.ts';

/**
 * Every passage scored in the order of the query's terms, nothing left out: what a search must find to the last bit.
 * Words stand between white space.
 */
export function plainBm25(
  passages: readonly Passage[],
  query: string,
  k: number,
  { k1, b, lengths }: Bm25Parameters,
): readonly Hit[] {
  const words = passages.map(({ text }) => whitespace1.words(text));
  const filled = words.filter(({ length }) => length > 0).length;
  const average = words.reduce((sum, { length }) => sum + length, 0) / filled;
  const times = new Map<string, number>();
  for (const term of whitespace1.words(query)) times.set(term, (times.get(term) ?? 0) + 1);
  const scores = new Float64Array(passages.length);
  for (const [term, count] of times) {
    const counts = words.map((own) => own.filter((word) => word === term).length);
    const holding = counts.filter((inPassage) => inPassage > 0).length;
    const weight = count * Math.log(1 + (filled - holding + 0.5) / (holding + 0.5));
    for (const [position, inPassage] of counts.entries()) {
      const length = words[position]?.length ?? 0;
      const norm = k1 * (1 - b + (b * (lengths === 'exact' ? length : luceneLength(length))) / average);
      if (inPassage > 0)
        scores[position] = (scores[position] ?? 0) + (weight * inPassage) / (inPassage + norm);
    }
  }
  return [...scores]
    .map((score, position) => ({ position, score }))
    .filter(({ score }) => score > 0)
    .sort((a, c) => c.score - a.score || a.position - c.position)
    .slice(0, k);
}
