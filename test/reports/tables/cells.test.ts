import { expect, test } from 'vitest';
import { formatNumber, percent, points, pValue, ratio } from '../../../src/reports/tables/cells.ts';

test.each([
  [0.6321, '63.2'],
  [1, '100.0'],
  [0, '0.0'],
  [-0.0001, '0.0'],
  [-0.05, '−5.0'],
])('the share %s is %s percent', (value, expected) => {
  expect(percent(value).text).toBe(expected);
});

test.each([
  [0.031, '+3.1'],
  [0.004, '+0.4'],
  [0.0001, '0.0'],
  [0, '0.0'],
  [-0.0001, '0.0'],
  [-0.031, '−3.1'],
])('the difference %s is %s points', (value, expected) => {
  expect(points(value).text).toBe(expected);
});

test('a value keeps all its digits beside the rounded text, and its interval', () => {
  expect(percent(1 / 3, { low: 0.25, high: 0.5 })).toEqual({
    text: '33.3',
    value: 1 / 3,
    interval: { low: 0.25, high: 0.5 },
    detail: '[25.0, 50.0]',
  });
});

test('what is not known is a dash and no number', () => {
  expect(percent(null, null)).toEqual({ text: '–', value: null });
  expect(ratio(null).text).toBe('–');
  expect(pValue(null).text).toBe('–');
});

test.each([
  [0.0004, '<0.001'],
  [0.0412, '0.041'],
  [1, '1.000'],
])('p = %s is written %s', (p, expected) => {
  expect(pValue(p).text).toBe(expected);
});

test.each([
  [5, '5'],
  [0.1234, '0.12'],
  [12.345, '12.3'],
  [1234.56, '1235'],
  [-1.5, '−1.50'],
])('the number %s is written %s', (value, expected) => {
  expect(formatNumber(value)).toBe(expected);
});
