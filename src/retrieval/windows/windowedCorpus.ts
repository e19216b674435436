import { RagstoneError } from '../../errors.ts';
import type { Corpus } from '../../ports/dataset.ts';
import type { Passage } from '../../ports/passage.ts';

/**
 * The corpus with passages longer than `words` (≥ 1; words stand between white space) cut into pieces of that many,
 * the last one shorter; shorter passages are unchanged. A piece keeps id and title of its passage.
 */
export function windowedCorpus(corpus: Corpus, words: number): Corpus {
  if (!Number.isInteger(words) || words < 1) {
    throw new RagstoneError(
      'usage',
      `A passage window has a whole number of words from 1 on, not ${words}.`,
      {
        input: words,
      },
    );
  }
  return {
    name: corpus.name,
    files: corpus.files,
    async *passages(signal) {
      for await (const passage of corpus.passages(signal)) yield* windows(passage, words);
    },
  };
}

function* windows(passage: Passage, words: number): Generator<Passage> {
  const found = [...passage.text.matchAll(/\S+/g)];
  if (found.length <= words) {
    yield passage;
    return;
  }
  for (let from = 0; from < found.length; from += words) {
    const first = found[from];
    const last = found[Math.min(from + words, found.length) - 1];
    if (first === undefined || last === undefined) continue;
    const text = passage.text.slice(first.index, last.index + last[0].length);
    yield { id: passage.id, title: passage.title, text };
  }
}
