import type { Random } from '../ports/random.ts';

/** Up to so many differences other than 0, every assignment of signs is tried. */
const EXACT_UP_TO = 20;
/** Sums that ought to be equal differ by rounding; a sum counts as extreme from this much below the observed one. */
const TOLERANCE = 1e-12;

export interface SignFlipResult {
  /** Two-sided. */
  readonly p: number;
  readonly exact: boolean;
}

/**
 * The paired permutation test by sign flips, two-sided, for the hypothesis that the differences are symmetric about
 * 0: how often is |Σ ± difference| at least the observed |Σ difference|, if every sign is a fair coin? Exact when at
 * most 20 differences are not 0; else from `resamples` random assignments, where p = (1 + extreme) ÷ (1 + resamples),
 * which is never 0 (Phipson and Smyth, 2010).
 */
export function signFlip(differences: ArrayLike<number>, random: Random, resamples = 10_000): SignFlipResult {
  const nonzero = Array.from(differences).filter((difference) => difference !== 0);
  const tables = signTables(nonzero);
  const signs = new Uint8Array(Math.ceil(tables.length / 4) * 4);
  const largest = nonzero.reduce((sum, difference) => sum + Math.abs(difference), 0);
  const threshold = Math.abs(flippedSum(tables, signs)) - largest * TOLERANCE;

  const exact = nonzero.length <= EXACT_UP_TO;
  const assignments = exact ? 2 ** nonzero.length : resamples;
  let extreme = 0;
  for (let assignment = 0; assignment < assignments; assignment++) {
    if (exact) writeWord(signs, 0, assignment);
    else for (let at = 0; at < signs.length; at += 4) writeWord(signs, at, random.uint32());
    if (Math.abs(flippedSum(tables, signs)) >= threshold) extreme++;
  }
  return { p: exact ? extreme / assignments : (1 + extreme) / (1 + resamples), exact };
}

/** Bytes of a word, the lowest first; writes past the end are dropped. */
function writeWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word;
  bytes[at + 1] = word >>> 8;
  bytes[at + 2] = word >>> 16;
  bytes[at + 3] = word >>> 24;
}

/** For each eight differences, their sums under all 256 assignments of signs: bit `i` set = the `i`th is flipped. */
function signTables(differences: readonly number[]): readonly Float64Array[] {
  return Array.from({ length: Math.ceil(differences.length / 8) }, (_, table) => {
    const eight = differences.slice(8 * table, 8 * table + 8);
    return Float64Array.from({ length: 256 }, (_value, signs) =>
      eight.reduce((sum, difference, bit) => sum + ((signs >>> bit) & 1 ? -difference : difference), 0),
    );
  });
}

/** One byte of signs a table; summed in the order of the tables. */
function flippedSum(tables: readonly Float64Array[], signs: Uint8Array): number {
  let sum = 0;
  for (let table = 0; table < tables.length; table++) sum += tables[table]?.[signs[table] ?? 0] ?? 0;
  return sum;
}
