import { expect, test } from 'vitest';
import { firstStop } from '../../src/backends/firstStop.ts';

test('the text ends before whichever stop string comes first', () => {
  expect(firstStop('one two three', ['three', 'two'])).toBe('one ');
  expect(firstStop('\nQuestion', ['\n'])).toBe('');
});

test('without a stop string there is nothing to cut', () => {
  expect(firstStop('one two', ['three', ''])).toBeUndefined();
});
