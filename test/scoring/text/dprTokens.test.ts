import { describe, expect, it } from 'vitest';

import { dprTokens } from '../../../src/scoring/text/dprTokens.ts';

describe('dprTokens', () => {
  it.each([
    ['In the U.S. army', ['in', 'the', 'u', '.', 's', '.', 'army']],
    ['Beyoncé', ['beyonce\u0301']],
    ['1,000 men', ['1', ',', '000', 'men']],
    ['x\u200by\u00adz', ['x', 'y', 'z']],
    ['a\u00a0b\u3000c', ['a', 'b', 'c']],
    ['ΟΔΟΣ', ['οδος']],
    ['snake_case', ['snake', '_', 'case']],
    ['', []],
  ])('cuts %j into %j', (text, tokens) => {
    expect(dprTokens(text)).toEqual(tokens);
  });
});
