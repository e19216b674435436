import { test } from 'vitest';

// Stands in for the project `real-data` where there is none, so that the gap shows in the counts.
test('the tests over real data ran', ({ skip }) => {
  skip('there is no real data here: set RAGSTONE_DATA to the folder that holds data/ and vectors/');
});
