import { RagstoneError } from '../../errors.ts';
import type { Watched } from '../../ports/backend.ts';

/** ln p of each token of a family. */
export type Reading = Readonly<Record<string, number>>;

/** A score with the range that it can have, where a server only bounds some probability. */
export interface Scored {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

/** What the official code takes for a token that it was not told: p = exp(−100). */
const untold = -100;
/** Practically zero, and finite, so that quotients of logarithms stay defined. */
const practicallyNever = -1e6;
/** What is left of 1 is not known better than servers round. */
const leastRest = 1e-6;

/**
 * Every way to read what a server told of a family. The first takes untold tokens as the official code does; the
 * others put each untold one at its bound or at practically never. One reading means that all was told.
 * @throws RagstoneError `unsupported` for a token that was neither told nor bounded
 */
export function readings(
  watched: Watched,
  family: readonly string[],
): readonly [Reading, ...(readonly Reading[])] {
  const { ln, mass } = watched;
  const missing = family.filter((token) => ln[token] === undefined);
  const told = Object.fromEntries(
    family.flatMap((token) => (ln[token] === undefined ? [] : [[token, ln[token]]])),
  );
  if (missing.length === 0) return [told];
  const rest = mass === undefined ? undefined : Math.log(Math.max(1 - mass, leastRest));
  const bounds = [watched.atMost, rest].filter((bound) => bound !== undefined);
  if (bounds.length === 0) {
    throw new RagstoneError(
      'unsupported',
      `The server told no probability of ${missing.join(', ')}: Self-RAG cannot be scored on it.`,
    );
  }
  const bound = Math.max(practicallyNever, Math.min(...bounds));
  const at = (value: (n: number) => number): Reading => ({
    ...told,
    ...Object.fromEntries(missing.map((token, n) => [token, value(n)])),
  });
  const corners = Array.from({ length: 2 ** missing.length }, (_, corner) =>
    at((n) => ((corner >> n) & 1 ? bound : practicallyNever)),
  );
  return [at(() => Math.min(untold, bound)), ...corners];
}

/** A score under each reading: the first is its value. */
export function scoreOf(
  [first, ...others]: readonly [Reading, ...(readonly Reading[])],
  score: (reading: Reading) => number,
): Scored {
  const value = score(first);
  const all = [value, ...others.map(score)];
  return { value, least: Math.min(...all), most: Math.max(...all) };
}
