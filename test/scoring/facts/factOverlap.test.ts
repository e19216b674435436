import { describe, expect, it } from 'vitest';

import { factOverlap } from '../../../src/scoring/facts/factOverlap.ts';

const gold = [
  { title: 'A', sentence: 0 },
  { title: 'B', sentence: 1 },
];

describe('factOverlap', () => {
  it('compares sets of title and sentence', () => {
    const named = [{ title: 'A', sentence: 0 }];
    expect(factOverlap(named, gold)).toEqual({ em: 0, precision: 1, recall: 0.5, f1: 2 / 3 });
  });

  it('counts a fact that is named twice once', () => {
    const named = [
      { title: 'A', sentence: 0 },
      { title: 'A', sentence: 0 },
      { title: 'C', sentence: 2 },
    ];
    expect(factOverlap(named, gold)).toEqual({ em: 0, precision: 0.5, recall: 0.5, f1: 0.5 });
  });

  it('is 0 where none is named', () => {
    expect(factOverlap([], gold)).toEqual({ em: 0, precision: 0, recall: 0, f1: 0 });
  });

  it('is exact whatever the order', () => {
    expect(factOverlap(gold.toReversed(), gold)).toEqual({ em: 1, precision: 1, recall: 1, f1: 1 });
  });

  it('compares titles verbatim', () => {
    expect(factOverlap([{ title: 'a', sentence: 0 }], gold).f1).toBe(0);
  });

  it('does not take a number in a title for a sentence', () => {
    const confusing = [{ title: '1 B', sentence: 0 }];
    expect(factOverlap(confusing, [{ title: 'B', sentence: 10 }]).em).toBe(0);
  });
});
