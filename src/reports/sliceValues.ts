/** Properties with more values than this are not reported by slice. */
const MOST_VALUES = 12;

/** The questions with one value of a property. */
export interface Slice {
  readonly key: string;
  readonly value: string;
  readonly positions: readonly number[];
}

/** Which questions share a property, gathered question by question. */
export interface SliceValues {
  add(position: number, slices: Readonly<Record<string, string | number>>): void;
  /** Properties with 2 to 12 values, by name; their values sorted, numbers by size. */
  slices(): readonly Slice[];
}

export function sliceValues(): SliceValues {
  const keys = new Map<string, Map<string | number, number[]>>();
  return {
    add(position, slices) {
      for (const [key, value] of Object.entries(slices)) {
        const values = keys.get(key) ?? new Map<string | number, number[]>();
        keys.set(key, values);
        const positions = values.get(value);
        if (positions !== undefined) positions.push(position);
        else if (values.size <= MOST_VALUES) values.set(value, [position]);
      }
    },
    slices: () =>
      [...keys]
        .filter(([, values]) => values.size >= 2 && values.size <= MOST_VALUES)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([key, values]) =>
          [...values]
            .sort(([a], [b]) => byValue(a, b))
            .map(([value, positions]) => ({ key, value: String(value), positions })),
        ),
  };
}

function byValue(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}
