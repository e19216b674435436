/** A column of numbers, grouped by value, to be summed under many weights. */
export interface WeightedSums {
  /** Tells each distinct value but 0 and the sum of the weights of the places that hold it; `all` is the sum of all weights. */
  forEach(weights: Float64Array, all: number, take: (value: number, weight: number) => void): void;
}

/**
 * Measures have few distinct values: adding up whole-numbered weights of equal ones is exact in any order, several
 * times faster than multiplying each, and lets one number carry several weights. What most places hold is never added
 * up: it has what the others leave of all.
 */
export function weightedSums(values: Float64Array): WeightedSums {
  const groups = [...Map.groupBy(values.keys(), (at) => values[at] ?? 0)].sort(([a], [b]) => a - b);
  const [most] = groups.reduce(
    (largest, group) => (group[1].length > largest[1].length ? group : largest),
    [0, []],
  );
  // With the zeros the most frequent, which nobody asks for, nothing needs to be derived.
  const summed = groups.filter(([value]) => value !== most);
  const order = Uint32Array.from(summed.flatMap(([, places]) => places));
  const kept = summed.map(([value, places]) => ({ value, length: places.length }));
  return {
    forEach(weights, all, take) {
      let [from, left] = [0, all];
      for (const { value, length } of kept) {
        const weight = sumOf(weights, order, from, from + length);
        from += length;
        left -= weight;
        if (value !== 0) take(value, weight);
      }
      if (most !== 0) take(most, left);
    },
  };
}

/** Four sums side by side do not wait for one another. */
function sumOf(weights: Float64Array, order: Uint32Array, from: number, to: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let at = from;
  for (; at + 3 < to; at += 4) {
    sum0 += weights[order[at] ?? 0] ?? 0;
    sum1 += weights[order[at + 1] ?? 0] ?? 0;
    sum2 += weights[order[at + 2] ?? 0] ?? 0;
    sum3 += weights[order[at + 3] ?? 0] ?? 0;
  }
  for (; at < to; at++) sum0 += weights[order[at] ?? 0] ?? 0;
  return sum0 + sum1 + sum2 + sum3;
}
