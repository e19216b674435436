import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { atlasArticles } from '../../../src/datasets/atlas/atlasArticles.ts';
import { atlasQuestions } from '../../../src/datasets/atlas/atlasQuestions.ts';
import { countryWords, wordUse } from '../../../src/datasets/atlas/naming/countryWords.ts';
import type { NameClass } from '../../../src/datasets/atlas/naming/phonologies.ts';
import { type NameFilter, nameSplit } from '../../../src/training/split/nameSplit.ts';
import { wordingSplit } from '../../../src/training/split/wordingSplit.ts';
import { type WorldSide, worldSeed } from '../../../src/training/split/worldSeeds.ts';
import { sampleWorld } from '../sampleWorld.ts';

/** Every word that the first `countries` countries of a world can name anything with. */
function nameWordsOf(seed: number, countries: number, names?: NameFilter): ReadonlySet<string> {
  const words = new Set<string>();
  for (let country = 0; country < countries; country++) {
    const word = countryWords(seed, country, names);
    for (const [name, { count }] of Object.entries(wordUse)) {
      for (let n = 0; n < count; n++) words.add(word(name as NameClass, n));
    }
  }
  return words;
}

const seeds = (side: WorldSide): readonly number[] =>
  [0, 1, 2, 40].flatMap((n) => [worldSeed(side, 5, n), worldSeed(side, 6, n)]);
const names = nameSplit();
const trained = new Set(seeds('training').flatMap((seed) => [...nameWordsOf(seed, 8, names.training)]));

describe('training and evaluation worlds', () => {
  it('never share a seed, whatever the data were seeded with', () => {
    const number = { seed: fc.nat(2 ** 31 - 1), n: fc.nat(2 ** 20 - 1) };
    const side = fc.constantFrom<WorldSide>('training', 'evaluation');
    fc.assert(
      fc.property(side, fc.record(number), side, fc.record(number), (a, first, b, second) => {
        const same = a === b && first.seed === second.seed && first.n === second.n;
        const seed = worldSeed(a, first.seed, first.n);
        expect(seed === worldSeed(b, second.seed, second.n)).toBe(same);
        expect(Number.isSafeInteger(seed)).toBe(true);
        expect(seed).toBeGreaterThan(2 ** 50);
      }),
    );
  });

  it('refuse seeds and numbers that would run into each other', () => {
    expect(() => worldSeed('training', 2 ** 31, 0)).toThrow(/from 0 to/);
    expect(() => worldSeed('training', 1, 2 ** 20)).toThrow(/another seed/);
  });

  it('never share a word of a name', () => {
    const evaluated = seeds('evaluation').flatMap((seed) => [...nameWordsOf(seed, 8, names.evaluation)]);
    expect(trained.size).toBeGreaterThan(10_000);
    expect(evaluated.filter((word) => trained.has(word))).toEqual([]);
  });

  it('never share one with ordinary worlds of evaluation names, of any seed', () => {
    const others = [1, 2, 3].flatMap((seed) => [...nameWordsOf(seed, 16, names.evaluation)]);
    expect(others.filter((word) => trained.has(word))).toEqual([]);
  });

  it('never share one with the snapshot: not in a list of words, nor in any text', () => {
    expect([...nameWordsOf(1, 8)].filter((word) => trained.has(word))).toEqual([]);
    const texts = [...atlasArticles({ seed: 1, articles: 2000 })].map(
      ({ title, text }) => `${title} ${text}`,
    );
    const asked = [...atlasQuestions({ seed: 1, articles: 2000 }, 300)].map(({ asked: { text } }) => text);
    const words = [...texts, ...asked].flatMap((text) => text.match(/\p{L}+/gu) ?? []);
    expect(words.filter((word) => trained.has(word))).toEqual([]);
  });

  it('so share no article and no fact', () => {
    const learnt = sampleWorld('training').articles;
    const titles = new Set(learnt.map(({ passage }) => passage.title));
    const tested = sampleWorld('evaluation').articles.map(({ passage }) => passage.title);
    expect(tested.filter((title) => titles.has(title))).toEqual([]);
    const named = new Set(nameWordsOf(worldSeed('evaluation', 5, 0), 8, names.evaluation));
    const words = learnt.flatMap(({ passage }) => passage.text.match(/\p{L}+/gu) ?? []);
    expect(words.filter((word) => named.has(word))).toEqual([]);
  });

  it('are never told in typing errors: the environment is no part of training', () => {
    const files = readdirSync('src/training', { recursive: true, encoding: 'utf8' });
    const sources = files.filter((file) => file.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(20);
    for (const file of sources) {
      expect(readFileSync(path.join('src/training', file), 'utf8')).not.toMatch(/environments\/|misspell/);
    }
  });

  it('use only wordings of their side', () => {
    const idsOf = (side: 'train' | 'held-out'): ReadonlySet<string> =>
      new Set([...wordingSplit()[side].values()].flat().map(({ id }) => id));
    const [learnt, held] = [idsOf('train'), idsOf('held-out')];
    const ids = (side: WorldSide, wording: 'train' | 'held-out'): readonly string[] =>
      sampleWorld(side, wording).articles.flatMap(({ statements }) => statements.map((said) => said.wording));
    expect(ids('training', 'train').every((id) => learnt.has(id))).toBe(true);
    expect(ids('evaluation', 'held-out').every((id) => held.has(id))).toBe(true);
    expect(ids('evaluation', 'held-out').some((id) => learnt.has(id))).toBe(false);
  });
});
