import { describe, expect, it } from 'vitest';

import { capitalise } from '../../../src/scoring/python/capitalise.ts';

// What CPython 3.11 gives.
describe('capitalise', () => {
  it.each([
    ['', ''],
    ['new YORK', 'New york'],
    ['1st', '1st'],
    ['éCOLE', 'École'],
    ['ßA', 'Ssa'],
    ['ﬁlm', 'Film'],
    ['ﬃx', 'Ffix'],
    ['ǆA', 'ǅa'],
    ['Ǳ', 'ǲ'],
    ['ŉA', 'ʼNa'],
    ['ეA', 'ეa'],
    ['եւA', 'Եւa'],
    ['ևA', 'Եւa'],
    ['ᾳ', 'ᾼ'],
    ['ᾀ', 'ᾈ'],
    ['ᾷ', 'Α\u0342\u0345'],
    ['ᾲ', 'Ὰ\u0345'],
    ['ιA', 'Ιa'],
    ['İSTANBUL', 'İstanbul'],
    ['ΟΔΟΣ', 'Οδος'],
    ['ΣΑΣ', 'Σας'],
    ['𐐨𐐀', '𐐀𐐨'],
    ['\u019bA', '\u019ba'],
  ])('capitalises %j as %j', (text, capitalised) => {
    expect(capitalise(text)).toBe(capitalised);
  });
});
