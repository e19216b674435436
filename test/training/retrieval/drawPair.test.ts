import { describe, expect, it } from 'vitest';

import type { Passage } from '../../../src/ports/passage.ts';
import { windowedCorpus } from '../../../src/retrieval/windows/windowedCorpus.ts';
import { worldPair, worldPassages } from '../../../src/training/write/worldLines.ts';
import { sampleWorld } from '../sampleWorld.ts';

const numbered = { world: sampleWorld(), number: 7, wording: 'train' } as const;
const pairs = await Promise.all(Array.from({ length: 120 }, (_, n) => worldPair(numbered, n, 4)));
const corpus = new Map([...worldPassages(numbered)].map((passage) => [passage.id, passage]));

async function piecesOf(passage: Passage, words: number): Promise<readonly string[]> {
  const one = {
    name: 'one',
    files: [],
    async *passages() {
      yield passage;
    },
  };
  const pieces = windowedCorpus(one, words).passages(new AbortController().signal);
  return (await Array.fromAsync(pieces)).map(({ text }) => text);
}

describe('pairs for retrieval', () => {
  it('name passages of the corpus: positives, and negatives that are none', () => {
    for (const { positives, negatives } of pairs) {
      expect(positives.length).toBeGreaterThan(0);
      expect([...positives, ...negatives].filter((id) => !corpus.has(id))).toEqual([]);
      expect(new Set([...positives, ...negatives]).size).toBe(positives.length + negatives.length);
      expect(negatives.length).toBeGreaterThanOrEqual(4);
    }
  });

  it('have positives that the query and each rewording name', () => {
    for (const { query, rewordings, positives } of pairs) {
      expect(new Set([query, ...rewordings]).size).toBe(4);
      for (const id of positives) {
        const name = numbered.world.articles[Number(/a(\d+)$/.exec(id)?.[1])]?.entity.mention ?? '?';
        for (const text of [query, ...rewordings]) expect(text.toLowerCase()).toContain(name.toLowerCase());
      }
    }
  });

  it('have negatives that share words with the positives', () => {
    const sharing = pairs.filter(({ positives, negatives }) => {
      const words = positives.flatMap((id) => corpus.get(id)?.title.match(/\p{Lu}\p{L}{3,}/gu) ?? []);
      return negatives.some((id) => words.some((word) => corpus.get(id)?.title.includes(word) === true));
    });
    expect(sharing.length / pairs.length).toBeGreaterThan(0.6);
  });

  it('have pieces that the environments cut too', async () => {
    const windows = pairs.flatMap((pair) => pair.windows);
    expect(windows.length).toBeGreaterThan(100);
    for (const { words, id, text } of windows) {
      const passage = corpus.get(id);
      if (passage === undefined) throw new Error(`No passage ${id}`);
      expect(await piecesOf(passage, words)).toContain(text);
    }
  });
});
