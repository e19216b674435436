/** What was computed for a row and what the official script gave for it, by name. */
export interface Compared {
  readonly id: string;
  readonly actual: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** The rows and names whose values differ, numbers by more than 1e-9: nothing, when all agree. */
export function disagreements(rows: readonly Compared[]): readonly string[] {
  return rows.flatMap(({ id, actual, expected }) =>
    Object.entries(actual)
      .filter(([name, value]) => !same(value, expected[name]))
      .map(([name, value]) => `${id}: ${name} is ${String(value)}, not ${String(expected[name])}`),
  );
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9;
  return JSON.stringify(a) === JSON.stringify(b);
}
