import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { lower } from '../../../src/scoring/python/lower.ts';

// What CPython 3.11 gives.
describe('lower', () => {
  it.each([
    ['STRASSE ẞ', 'strasse ß'],
    ['İstanbul', 'i̇stanbul'],
    ['ΟΔΟΣ', 'οδος'],
    ['ΟΔΟΣ.', 'οδος.'],
    ['ΣΑΣ Σ', 'σας σ'],
    ['ΑΣ.Α', 'ασ.α'],
    ['ΑΣ\u0301', 'ας\u0301'],
    ['ΑΣ\u0295', 'ασ\u0295'],
    ['\u0295Σ', '\u0295ς'],
    ['ΑΣ\u{1171e}Α', 'ασ\u{1171e}α'],
    ['𐐀', '𐐨'],
    ['Ꭰ', 'ꭰ'],
  ])('lowers %j to %j', (text, lowered) => {
    expect(lower(text)).toBe(lowered);
  });

  it('is toLowerCase where no sigma is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('Σ'));
        expect(lower(text)).toBe(text.toLowerCase());
      }),
    );
  });
});
