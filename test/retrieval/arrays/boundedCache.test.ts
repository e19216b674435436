import { expect, it } from 'vitest';

import { boundedCache } from '../../../src/retrieval/arrays/boundedCache.ts';

it('computes a value once while it is remembered', () => {
  const computed: string[] = [];
  const get = boundedCache((key) => {
    computed.push(key);
    return key.length;
  });
  expect([get('ab'), get('ab'), get('c')]).toStrictEqual([2, 2, 1]);
  expect(computed).toStrictEqual(['ab', 'c']);
});

it('forgets everything when it is full, and goes on right', () => {
  const computed: string[] = [];
  const get = boundedCache((key) => {
    computed.push(key);
    return key;
  }, 2);
  expect(['a', 'b', 'c', 'a'].map(get)).toStrictEqual(['a', 'b', 'c', 'a']);
  expect(computed).toStrictEqual(['a', 'b', 'c', 'a']);
});
