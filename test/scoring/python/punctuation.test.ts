import { expect, it } from 'vitest';

import { punctuation } from '../../../src/scoring/python/punctuation.ts';

it("is Python's string.punctuation", () => {
  const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).join('');
  expect(all.match(punctuation)?.join('')).toBe('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');
});
