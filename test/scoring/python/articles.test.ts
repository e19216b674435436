import { describe, expect, it } from 'vitest';

import { articles, articlesOfRegex } from '../../../src/scoring/python/articles.ts';

describe('articles', () => {
  it.each([
    ['a cat', ' cat'],
    ['an apple', ' apple'],
    ['the the', ' '],
    ['theatre another anthem', 'theatre another anthem'],
    ['x_a', 'x_a'],
    ['a1', 'a1'],
    ['éa', 'éa'],
    ['a²', 'a²'],
    ['a½', 'a½'],
    ['a\u0303o', '\u0303o'],
    ['a’s', '’s'],
    ['𐐀a', '𐐀a'],
    ['今日a', '今日a'],
  ])('turn %j into %j', (text, without) => {
    expect(text.replace(articles, '')).toBe(without);
  });
});

describe('articlesOfRegex', () => {
  it.each([
    ['a cat', ' cat'],
    ['a²', '²'],
    ['the½', '½'],
    ['a①', '①'],
    ['a\u0303o', 'a\u0303o'],
    ['a\u200db', 'a\u200db'],
    ['x_a', 'x_a'],
  ])('turn %j into %j', (text, without) => {
    expect(text.replace(articlesOfRegex, '')).toBe(without);
  });
});
