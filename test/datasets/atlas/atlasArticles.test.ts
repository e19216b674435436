import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { atlasArticles } from '../../../src/datasets/atlas/atlasArticles.ts';
import { articlesPerCountry, indexOf, perCountry, refOf } from '../../../src/datasets/atlas/layout.ts';
import { openAtlas } from '../../../src/datasets/atlas/openAtlas.ts';
import { spellingsOf } from '../../../src/datasets/atlas/asking/spellingsOf.ts';

const articles = [...atlasArticles({ seed: 1, articles: 2000 })];

describe('atlasArticles', () => {
  it('gives the same articles for the same seed, and others for another', () => {
    const again = [...atlasArticles({ seed: 1, articles: 300 })];
    expect(again).toEqual(articles.slice(0, 300));
    expect([...atlasArticles({ seed: 2, articles: 300 })]).not.toEqual(again);
  });

  it('begins every larger world with the smaller one, wherever it ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), (size) => {
        expect([...atlasArticles({ seed: 1, articles: size })]).toEqual(articles.slice(0, size));
      }),
      { numRuns: 10 },
    );
  });

  it('gives any article alone, in any order', () => {
    const atlas = openAtlas({ seed: 1, articles: 2000 });
    for (const index of [1999, 3, 250, 1250, 0, 777])
      expect(atlas.article(index).passage).toEqual(articles[index]);
  });

  it('gives unique ids and titles', () => {
    const many = [...atlasArticles({ seed: 4, articles: 20_000 })];
    expect(new Set(many.map(({ id }) => id)).size).toBe(20_000);
    expect(new Set(many.map(({ title }) => title)).size).toBe(20_000);
  });

  it('gives several sentences that joined are the text', () => {
    for (const { text, sentences = [] } of articles) {
      expect(sentences.join('')).toBe(text);
      expect(sentences.length).toBeGreaterThanOrEqual(2);
      expect(sentences.slice(1).every((sentence) => /^ \S/.test(sentence))).toBe(true);
    }
    const mean = articles.reduce((sum, { sentences = [] }) => sum + sentences.length, 0) / articles.length;
    expect(mean).toBeGreaterThan(5);
  });

  it('writes clean English', () => {
    for (const { text, sentences = [] } of articles) {
      expect(text).not.toMatch(/[{}]|undefined| {2}|\.\.|,,|,\./);
      expect(text).not.toMatch(
        /\b[Aa] (actor|astronomer|architect|essayist|engineer|industrialist|inventor)/,
      );
      expect(text).not.toMatch(
        /\b[Aa] (exhibition|insurance|electronics)|\b[Aa]n (university|historian|[b-df-hj-np-tv-z])/,
      );
      expect(text).not.toMatch(/\b[01] (inhabitants|people|employees|residents|minutes|kilometres|metres)/);
      for (const sentence of sentences) expect(sentence.trim()).toMatch(/^(\p{Lu}|\d).*\.$/u);
    }
  });

  it('states each fact in the sentence that it says', () => {
    const atlas = openAtlas({ seed: 1, articles: 2000 });
    for (let index = 0; index < 2000; index++) {
      const { entity, statements, passage } = atlas.article(index);
      expect(statements.map(({ relation }) => relation).sort()).toEqual([...entity.facts.keys()].sort());
      for (const { relation, sentence } of statements) {
        const value = entity.facts.get(relation);
        const spellings = value === undefined ? [] : spellingsOf(atlas, value);
        expect(spellings.some((spelling) => passage.sentences[sentence]?.includes(spelling))).toBe(true);
      }
    }
  });

  it('tells every alias in the sentence that it says', () => {
    const atlas = openAtlas({ seed: 1, articles: 2000 });
    let told = 0;
    for (let index = 0; index < 2000; index++) {
      const { entity, passage, aliasSentence } = atlas.article(index);
      expect(aliasSentence !== undefined).toBe(entity.alias !== undefined);
      if (entity.alias === undefined || aliasSentence === undefined) continue;
      expect(passage.sentences[aliasSentence]).toContain(entity.alias);
      told++;
    }
    expect(told).toBeGreaterThan(50);
  });

  it('names every entity in one way that no other shares, and has others that share parts of it', () => {
    const atlas = openAtlas({ seed: 1, articles: 2000 });
    const mentions = new Set<string>();
    const bare = new Map<string, number>();
    for (let index = 0; index < 2000; index++) {
      const entity = atlas.entity(refOf(index));
      mentions.add(entity.mention);
      bare.set(entity.bare, (bare.get(entity.bare) ?? 0) + 1);
      if (entity.mention === entity.bare) expect(entity.title).toBe(entity.bare.replace(/^the /, ''));
    }
    expect(mentions.size).toBe(2000);
    const shared = [...bare.values()].filter((count) => count > 1).length;
    expect(shared).toBeGreaterThanOrEqual(8 * 4);
    for (let index = 0; index < 2000; index++) {
      const entity = atlas.entity(refOf(index));
      if ((bare.get(entity.bare) ?? 0) > 1) expect(entity.mention).not.toBe(entity.bare);
    }
  });

  it('shares hardly a name between seeds', () => {
    const titles = new Set(articles.map(({ title }) => title));
    const shared = [...atlasArticles({ seed: 77, articles: 2000 })].filter(({ title }) => titles.has(title));
    expect(shared.length).toBeLessThanOrEqual(1);
  });

  it('uses only the wordings that are allowed', () => {
    const even = (id: string): boolean => Number(id.split('/').at(-1)) % 2 === 0;
    const atlas = openAtlas({ seed: 1, articles: 250, allows: even });
    for (let index = 0; index < 250; index++) {
      expect(atlas.article(index).statements.every(({ wording }) => even(wording))).toBe(true);
    }
  });

  it.each([
    { seed: -1, articles: 10 },
    { seed: 0.5, articles: 10 },
    { seed: 1, articles: 0 },
    { seed: 1, articles: 4_000_001 },
  ])('refuses seed $seed with $articles articles', (world) => {
    expect(() => [...atlasArticles(world)]).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

describe('the layout', () => {
  it('numbers entities and articles alike', () => {
    for (let index = 0; index < 600; index++) expect(indexOf(refOf(index))).toBe(index);
    expect([...perCountry.values()].reduce((sum, count) => sum + count, 0)).toBe(articlesPerCountry);
  });
});
