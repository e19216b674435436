import { describe, expect, test } from 'vitest';
import { search } from '../../src/methods/search.ts';
import { methodConformance } from '../../src/vitest/methodConformance.ts';

methodConformance(search, [{}, { k: 3 }]);

describe('search', () => {
  test('retrieves 20 passages where it is not told how many', () => {
    expect(search.settings.parse({})).toEqual({ k: 20 });
  });

  test('declares that it answers nothing', () => {
    expect(search.answers).toBe(false);
  });
});
