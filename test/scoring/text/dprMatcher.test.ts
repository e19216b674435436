import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dprMatcher } from '../../../src/scoring/text/dprMatcher.ts';
import { dprTokens } from '../../../src/scoring/text/dprTokens.ts';

/** The definition, word by word. */
function holdsByDefinition(answer: string, text: string): boolean {
  const wanted = dprTokens(answer);
  const tokens = dprTokens(text);
  return [...tokens.keys(), tokens.length].some((from) =>
    wanted.every((token, at) => tokens[from + at] === token),
  );
}

describe('dprMatcher', () => {
  it.each([
    ['US', 'In the U.S. army', false],
    ['U.S.', 'In the U.S. army', true],
    ['Beyoncé', 'beyoncé sang', true],
    ['Beyonce', 'Beyoncé sang', false],
    ['cat', 'concatenate', false],
    ['Saint-Denis', 'Saint Denis', false],
    ['1000', '1,000 men', false],
    ['1,000', '1,000 men', true],
    ['', 'anything', true],
    ['', '', true],
    ['\u200b', 'anything', true],
    ['the army', 'the red army', false],
    ['ΟΔΟΣ', 'η ΟΔΟΣ.Α', true],
    ['İZMİR', 'in i\u0307zmi\u0307r', true],
    ['İzmir', 'in İZMİR', false],
  ])('looks for %j in %j: %s', (answer, text, found) => {
    expect(dprMatcher([answer])(text)).toBe(found);
  });

  it('takes any of several answers', () => {
    const holds = dprMatcher(['Paris', 'Lyon', 'paris']);
    expect(['in Lyon', 'in PARIS', 'in Nice'].map(holds)).toEqual([true, true, false]);
  });

  it('finds nothing without answers', () => {
    expect(dprMatcher([])('anything')).toBe(false);
  });

  it('agrees with the definition', () => {
    const unit = fc.constantFrom('a', 'A', 'b', ' ', '.', 'é', 'e\u0301', 'Σ', 'σ', 'İ', '\u200b', '1', '𐐀');
    const text = fc.string({ unit, maxLength: 12 });
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 3 }), text, (answer, within) => {
        expect(dprMatcher([answer])(within)).toBe(holdsByDefinition(answer, within));
      }),
      { numRuns: 1000 },
    );
  });
});
