import { describe, expect, it } from 'vitest';

import { splitWhiteSpace } from '../../../src/scoring/python/splitWhiteSpace.ts';

describe('splitWhiteSpace', () => {
  it("splits at the 29 characters of Python's str.split and at no other", () => {
    const at: string[] = [];
    for (let code = 0; code <= 0xffff; code++) {
      if (splitWhiteSpace(`a${String.fromCharCode(code)}b`).length === 2) at.push(code.toString(16));
    }
    expect(at.join(' ')).toBe(
      '9 a b c d 1c 1d 1e 1f 20 85 a0 1680 2000 2001 2002 2003 2004 2005 2006 2007 2008 2009 200a 2028 2029 202f 205f 3000',
    );
  });

  it('leaves no empty parts', () => {
    expect(splitWhiteSpace('  New \n York ')).toEqual(['New', 'York']);
    expect(splitWhiteSpace(' ')).toEqual([]);
    expect(splitWhiteSpace('')).toEqual([]);
  });
});
