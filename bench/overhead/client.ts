/** What is measured: something that makes calls `from` to `to` of a round, as many at once as it was opened for. */
export interface Client extends AsyncDisposable {
  readonly name: string;
  drive(round: number, from: number, to: number): Promise<void>;
}

/** A passage of about 830 characters; five make a prompt of about 4 kB. */
export function passage(name: string): string {
  return `${'A passage of some length, about nothing in particular. '.repeat(15)}${name}`;
}

export function promptOf(round: number, n: number): string {
  return Array.from({ length: 5 }, (_, m) => passage(`${round}/${n}/${m}`)).join('\n');
}

/** The calls of a round one after the other, in as many rows as may be in flight. */
export async function inRows(
  inFlight: number,
  [from, to]: readonly [number, number],
  call: (n: number) => Promise<unknown>,
): Promise<void> {
  let next = from;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < to) await call(next++);
    }),
  );
}
