import type { PassageStore } from '../store/passageStore.ts';
import type { Encoder } from './encoder.ts';
import type { VectorSearch } from './vectorSearch.ts';

/** How many queries recall is measured with, and how deep. */
const sample = 200;
const depth = 10;
const batch = 20;

/**
 * The share of the exact top 10 that approximate search finds, over up to 200 queries: titles of passages at even
 * distances in the corpus (the first words of those without a title). `recall` is 0 to 1.
 */
export async function graphRecall(
  { exact, approximate }: { readonly exact: VectorSearch; readonly approximate: VectorSearch },
  passages: PassageStore,
  encoder: Encoder,
  signal: AbortSignal,
): Promise<{ readonly recall: number; readonly queries: number }> {
  const count = Math.min(sample, passages.count);
  const positions = Array.from({ length: count }, (_, at) => Math.floor((at * passages.count) / count));
  const texts = (await passages.passagesAt(positions))
    .map(({ title, text }) => (title === '' ? text.split(/\s+/).slice(0, 12).join(' ') : title))
    .filter((text) => text.trim() !== '');
  let found = 0;
  let possible = 0;
  for (let from = 0; from < texts.length; from += batch) {
    const { vectors } = await encoder.embed(texts.slice(from, from + batch), 'query', signal);
    for (const vector of vectors) {
      const near = new Set((await approximate.search(vector, depth, signal)).map(({ position }) => position));
      const best = await exact.search(vector, depth, signal);
      possible += best.length;
      found += best.filter(({ position }) => near.has(position)).length;
    }
  }
  return { recall: possible === 0 ? 1 : found / possible, queries: texts.length };
}
