import { expect, it } from 'vitest';

import { growableFloat64, growableUint32 } from '../../../src/retrieval/arrays/growable.ts';

it('keeps what was pushed across its growth', () => {
  const numbers = growableUint32();
  for (let value = 0; value < 5000; value++) numbers.push(value * 3);
  expect(numbers).toHaveLength(5000);
  expect(numbers.done()).toStrictEqual(Uint32Array.from({ length: 5000 }, (_, at) => at * 3));
});

it('gives an empty array when nothing was pushed', () => {
  expect(growableFloat64().done()).toStrictEqual(new Float64Array(0));
});
