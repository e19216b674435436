import type { Passage } from '../../ports/passage.ts';

/**
 * Cuts documents into passages of `words` words (white space between them), without overlap, as DPR cut Wikipedia; the
 * last of a document may be shorter. Each keeps the document's title and is called `<document's id>-<n>`, n from 1.
 * White space inside becomes one space. A document without words gives nothing. `words` is 1 or more.
 */
export async function* cutPassages(
  documents: AsyncIterable<Passage>,
  words: number,
): AsyncGenerator<Passage> {
  for await (const { id, title, text } of documents) {
    const all = text.split(/\s+/u).filter((word) => word !== '');
    for (let from = 0; from < all.length; from += words) {
      yield { id: `${id}-${from / words + 1}`, title, text: all.slice(from, from + words).join(' ') };
    }
  }
}
