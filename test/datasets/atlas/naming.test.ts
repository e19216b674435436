import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { maxAtlasArticles } from '../../../src/datasets/atlas/atlasWorld.ts';
import { articlesPerCountry, countriesPerContinent } from '../../../src/datasets/atlas/layout.ts';
import { countryWords, wordUse } from '../../../src/datasets/atlas/naming/countryWords.ts';
import { inventedWord, wordSpace } from '../../../src/datasets/atlas/naming/inventedWord.ts';
import { type NameClass, phonologies } from '../../../src/datasets/atlas/naming/phonologies.ts';
import { scatter } from '../../../src/datasets/atlas/naming/scatter.ts';

const classes = Object.keys(wordUse) as NameClass[];

describe('scatter', () => {
  it('maps numbers one to one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (size, seed) => {
        const map = scatter(size, seed, 'test');
        const images = new Set(Array.from({ length: size }, (_, i) => map(i)));
        expect(images.size).toBe(size);
        expect(Math.max(...images)).toBe(size - 1);
      }),
    );
  });
});

describe('invented words', () => {
  it.each(phonologies.map((language, number) => ({ language, number })))(
    'have one spelling a code in language $number',
    ({ language }) => {
      for (const list of [language.onsets, language.nuclei, language.medials]) {
        expect(new Set(list).size).toBe(list.length);
        expect(list.every((item) => /^[a-z]+$/.test(item))).toBe(true);
      }
      expect(language.nuclei.every((item) => /^[aeiouy]+$/.test(item))).toBe(true);
      expect(language.medials.every((item) => /^[^aeiou]+$/.test(item))).toBe(true);
      const size = wordSpace(language, 'female', 'short');
      const all = new Set(
        Array.from({ length: size }, (_, code) => inventedWord(language, 'female', 'short', code)),
      );
      expect(all.size).toBe(size);
    },
  );

  it.each<{ group: readonly NameClass[] }>([
    { group: ['country', 'region', 'town'] },
    { group: ['river'] },
    { group: ['mountain'] },
    { group: ['surname', 'thing'] },
  ])('of $group never coincide: no ending is the end of another', ({ group }) => {
    const endings = phonologies.flatMap((language) => group.flatMap((name) => language.endings[name]));
    const clashes = endings.flatMap((a, i) =>
      endings.filter((b, j) => i !== j && b.endsWith(a)).map((b) => `${a}/${b}`),
    );
    expect(clashes).toEqual([]);
  });

  it('suffice for the largest world, each used once', () => {
    const continents = Math.ceil(maxAtlasArticles / articlesPerCountry / countriesPerContinent);
    for (const language of phonologies) {
      for (const name of classes) {
        const { count, short, sharedBy } = wordUse[name];
        const groups = Math.ceil(continents / sharedBy);
        expect(groups * short).toBeLessThanOrEqual(wordSpace(language, name, 'short'));
        expect(groups * (count - short)).toBeLessThanOrEqual(wordSpace(language, name, 'long'));
        expect(wordSpace(language, name, 'long')).toBeLessThanOrEqual(2 ** 26);
      }
    }
  });

  it('belong to one country each, given names aside', () => {
    const seen = new Map<string, string>();
    for (let country = 0; country < 200; country++) {
      const word = countryWords(9, country);
      for (const name of ['country', 'region', 'town', 'surname', 'thing'] as const) {
        for (let n = 0; n < wordUse[name].count; n++) {
          const place = `${country}/${name}/${n}`;
          const key = `${name === 'surname' || name === 'thing' ? 'people' : 'places'}/${word(name, n)}`;
          expect(seen.get(key) ?? place).toBe(place);
          seen.set(key, place);
        }
      }
    }
  });
});
