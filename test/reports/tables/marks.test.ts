import { expect, test } from 'vitest';
import { percent, text } from '../../../src/reports/tables/cells.ts';
import { withMarks } from '../../../src/reports/tables/marks.ts';

test('the best and the second best are marked, equals alike, what is unknown never', () => {
  const rows = [0.5, 0.7, null, 0.7, 0.2].map((value, at) => [text(`s${at}`), percent(value)]);
  expect(withMarks(rows, [1]).map((row) => row[1]?.mark)).toEqual([
    'second',
    'best',
    undefined,
    'best',
    undefined,
  ]);
});

test('one system alone is not the best', () => {
  expect(withMarks([[text('s'), percent(1)]], [1])[0]?.[1]?.mark).toBeUndefined();
});
