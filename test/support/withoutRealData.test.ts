import { expect, test } from 'vitest';
import { hasRealData } from './realData.ts';

// Stands in for the project `real-data` where there is none, so that the gap shows in the counts.
test('the tests over real data ran', ({ skip }) => {
  skip(
    !hasRealData(),
    'there is no real data here: set RAGSTONE_DATA to the folder that holds data/ and vectors/',
  );
  expect(hasRealData()).toBe(true);
});
