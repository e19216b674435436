import fc from 'fast-check';
import { expect, it } from 'vitest';

import { quantised } from '../../../src/retrieval/dense/quantised.ts';

const vectors = fc.float32Array({ minLength: 1, maxLength: 40, noNaN: true, noDefaultInfinity: true });

it('is never further from the vector than it says', () => {
  fc.assert(
    fc.property(vectors, (vector) => {
      const { codes, scale, error } = quantised(vector);
      const distance = Math.hypot(...vector.map((value, at) => value - scale * (codes[at] ?? 0)));
      expect(distance).toBeLessThanOrEqual(error);
      expect(Math.fround(error)).toBe(error);
    }),
  );
});

it('is near: half a step a number', () => {
  const vector = Float32Array.from({ length: 100 }, (_, at) => Math.sin(at));
  const { error, scale } = quantised(vector);
  expect(error).toBeLessThan(scale * 0.5 * 10);
});

it('makes zeros of a vector of zeros', () => {
  expect(quantised(new Float32Array(3))).toStrictEqual({ codes: new Int8Array(3), scale: 0, error: 0 });
});
