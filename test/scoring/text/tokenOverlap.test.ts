import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { harmonicMean, tokenOverlap } from '../../../src/scoring/text/tokenOverlap.ts';

const tokens = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });

describe('tokenOverlap', () => {
  it('counts what both share as often as both have it', () => {
    expect(tokenOverlap(['new', 'york', 'new', 'york'], ['new', 'york'])).toEqual({
      f1: 2 / 3,
      precision: 0.5,
      recall: 1,
    });
  });

  it('is 0 where nothing is shared, also between two empty answers', () => {
    expect(tokenOverlap([], [])).toEqual({ f1: 0, precision: 0, recall: 0 });
    expect(tokenOverlap(['a'], ['b'])).toEqual({ f1: 0, precision: 0, recall: 0 });
  });

  it('swaps precision and recall with its arguments, and does not mind the order of tokens', () => {
    fc.assert(
      fc.property(tokens, tokens, (a, b) => {
        const { f1, precision, recall } = tokenOverlap(a, b);
        expect(tokenOverlap(b.toReversed(), a)).toEqual({ f1, precision: recall, recall: precision });
      }),
    );
  });

  it('lies between 0 and 1, and is 1 only for the same bag', () => {
    fc.assert(
      fc.property(tokens, tokens, (a, b) => {
        const { f1 } = tokenOverlap(a, b);
        const same = a.length > 0 && a.toSorted().join() === b.toSorted().join();
        expect(f1).toBeGreaterThanOrEqual(0);
        expect(f1).toBeLessThanOrEqual(1);
        expect(f1 === 1).toBe(same);
      }),
    );
  });
});

describe('harmonicMean', () => {
  it('is 0 of two zeros', () => {
    expect(harmonicMean(0, 0)).toBe(0);
  });
});
