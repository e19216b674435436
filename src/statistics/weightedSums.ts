/** A column of numbers, grouped by value, to be summed under many weights. */
export interface WeightedSums {
  /** Tells each distinct value but 0, upwards, and the sum of the weights of the places that hold it. */
  forEach(weights: Float64Array, take: (value: number, weight: number) => void): void;
}

/**
 * Measures have few distinct values: adding up whole-numbered weights of equal ones is exact in any order, several
 * times faster than multiplying each, and lets one number carry several weights.
 */
export function weightedSums(values: Float64Array): WeightedSums {
  const groups = Map.groupBy(values.keys(), (at) => values[at] ?? 0);
  groups.delete(0);
  const sorted = [...groups].sort(([a], [b]) => a - b);
  const order = Uint32Array.from(sorted.flatMap(([, places]) => places));
  const ends = new Map<number, number>();
  let end = 0;
  for (const [value, places] of sorted) {
    end += places.length;
    ends.set(value, end);
  }
  return {
    forEach(weights, take) {
      let from = 0;
      for (const [value, to] of ends) {
        take(value, sumOf(weights, order, from, to));
        from = to;
      }
    },
  };
}

/** Four sums side by side do not wait for one another. */
function sumOf(weights: Float64Array, order: Uint32Array, from: number, to: number): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
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
