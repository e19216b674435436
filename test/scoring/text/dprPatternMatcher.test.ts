import { describe, expect, it } from 'vitest';

import { dprPatternMatcher } from '../../../src/scoring/text/dprPatternMatcher.ts';

describe('dprPatternMatcher', () => {
  it.each([
    [String.raw`19\d\d`, 'born in 1987', true],
    ['(unbalanced', 'x', false],
    ['[a-', 'a', false],
    ['', 'anything', true],
    ['(?i)LONDON', 'in London', true],
    ['(?s)a.b', 'a\nb', true],
    ['a.b', 'a\nb', false],
    ['^the', 'one\nThe other', true],
    [String.raw`\bcat\b`, 'écat', false],
    [String.raw`\bcat\b`, 'a cat.', true],
    [String.raw`\Bcat`, 'écat', true],
    [String.raw`^\w+$`, 'ÉCOLE', true],
    [String.raw`[\w-]+ River`, 'the Ōi River', true],
    [String.raw`^\W$`, 'é', false],
    [String.raw`\d`, '٣', true],
    [String.raw`[\d,]{5}`, '1,000', true],
    [String.raw`Coca\-Cola\'s`, "Coca-Cola's", true],
    [String.raw`(?P<year>19\d\d)`, '1999', true],
    ['Beyoncé', 'BEYONCE\u0301', true],
  ])('searches for %j in %j: %s', (pattern, text, found) => {
    expect(dprPatternMatcher([pattern])(text)).toBe(found);
  });

  it('takes any of several patterns and passes over an invalid one', () => {
    expect(dprPatternMatcher(['(', 'x+'])('xx')).toBe(true);
  });
});
