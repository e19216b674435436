import type { Corpus } from '../../src/ports/dataset.ts';

/** The words of the seeded corpus: a rank and how common it is follow from each other (Zipf, exponent 1). */
export interface ZipfWords {
  /** A word drawn by its frequency. */
  draw(): string;
  /** A whole number from 0 to `bound` − 1. */
  below(bound: number): number;
}

const vocabulary = 200_000;

/** Words `w0` (the most common) to `w199999`, drawn from a 32-bit generator. */
export function zipfWords(seed: number): ZipfWords {
  const cumulative = new Float64Array(vocabulary);
  let total = 0;
  for (let rank = 0; rank < vocabulary; rank++) {
    total += 1 / (rank + 1);
    cumulative[rank] = total;
  }
  const words = Array.from({ length: vocabulary }, (_, rank) => `w${rank.toString(36)}`);
  let state = seed >>> 0;

  function unit(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    draw() {
      const wanted = unit() * total;
      let low = 0;
      let high = vocabulary - 1;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((cumulative[middle] ?? 0) < wanted) low = middle + 1;
        else high = middle;
      }
      return words[low] ?? '';
    },
    below: (bound) => Math.floor(unit() * bound),
  };
}

/** `passages` passages of 60 to 140 words (100 on average), the same for the same seed. */
export function zipfCorpus(passages: number, seed: number): Corpus {
  return {
    name: `zipf-${passages}-${seed}`,
    files: [],
    async *passages(signal) {
      const words = zipfWords(seed);
      for (let position = 0; position < passages; position++) {
        if (position % 1000 === 0) signal.throwIfAborted();
        yield {
          id: String(position),
          title: '',
          text: Array.from({ length: 60 + words.below(81) }, () => words.draw()).join(' '),
        };
      }
    },
  };
}

/** Queries of `words` different words, each query drawn from one passage: common words are among them. */
export async function zipfQueries(corpus: Corpus, count: number, words: number): Promise<readonly string[]> {
  const queries: string[] = [];
  const random = zipfWords(1);
  for await (const { text } of corpus.passages(new AbortController().signal)) {
    const different = [...new Set(text.split(' '))];
    const query = Array.from({ length: words }, () =>
      different.splice(random.below(different.length), 1),
    ).flat();
    queries.push(query.join(' '));
    if (queries.length === count) break;
  }
  return queries;
}
