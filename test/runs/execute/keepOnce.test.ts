import { expect, test } from 'vitest';
import { keepOnce } from '../../../src/runs/execute/keepOnce.ts';

test('a text of a record is kept once, however often it is named', () => {
  const kept: string[] = [];
  const keep = keepOnce((text) => `#${kept.push(text)}`);
  expect(['a', 'b', 'a', '', 'b', ''].map(keep)).toEqual(['#1', '#2', '#1', '#3', '#2', '#3']);
  expect(kept).toEqual(['a', 'b', '']);
});
