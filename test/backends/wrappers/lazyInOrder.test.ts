import { expect, test } from 'vitest';
import { lazyInOrder } from '../../../src/backends/wrappers/lazyInOrder.ts';

test('values are made when one is asked for, in the order in which they were ordered, once', () => {
  const made: string[] = [];
  const ordered = lazyInOrder<string>();
  const [a, b, c] = ['a', 'b', 'c'].map((name) =>
    ordered(() => {
      made.push(name);
      return name;
    }),
  );
  expect(made).toEqual([]);
  expect(b?.()).toBe('b');
  expect(made).toEqual(['a', 'b']);
  expect([c?.(), a?.(), b?.(), c?.()]).toEqual(['c', 'a', 'b', 'c']);
  expect(made).toEqual(['a', 'b', 'c']);
});
