import type { Random } from '../ports/random.ts';

/** Up to so many differences other than 0, every assignment of signs is tried. */
const EXACT_UP_TO = 20;
/** Sums that ought to be equal differ by rounding; a sum counts as extreme from this much below the observed one. */
const TOLERANCE = 1e-12;
/** Differences whose sums under all 256 assignments of signs are tabulated together. */
const BLOCK = 8;

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
 *
 * Sums run over blocks of eight differences in their order: the same bits on every machine. A random word gives the
 * signs of one block in four assignments, its lowest byte the first.
 */
export function signFlip(differences: ArrayLike<number>, random: Random, resamples = 10_000): SignFlipResult {
  const nonzero = Array.from(differences).filter((difference) => difference !== 0);
  const tables = signTables(nonzero);
  const exact = nonzero.length <= EXACT_UP_TO;
  const sums = exact ? everySum(tables, 2 ** nonzero.length) : randomSums(tables, resamples, random);

  const observed = Math.abs(tables.reduce((sum, table) => sum + (table[0] ?? 0), 0));
  const largest = nonzero.reduce((sum, difference) => sum + Math.abs(difference), 0);
  const threshold = observed - largest * TOLERANCE;
  const extreme = sums.reduce((count, sum) => (Math.abs(sum) >= threshold ? count + 1 : count), 0);
  return { p: exact ? extreme / sums.length : (1 + extreme) / (1 + resamples), exact };
}

function everySum(tables: readonly Float64Array[], assignments: number): Float64Array {
  const sums = new Float64Array(assignments);
  tables.forEach((table, block) => {
    for (let at = 0; at < assignments; at++) {
      sums[at] = (sums[at] ?? 0) + (table[(at >>> (block * BLOCK)) & 0xff] ?? 0);
    }
  });
  return sums;
}

function randomSums(tables: readonly Float64Array[], resamples: number, random: Random): Float64Array {
  const sums = new Float64Array(Math.ceil(resamples / 4) * 4);
  for (const table of tables) {
    for (let at = 0; at < sums.length; at += 4) {
      const word = random.uint32();
      sums[at] = (sums[at] ?? 0) + (table[word & 0xff] ?? 0);
      sums[at + 1] = (sums[at + 1] ?? 0) + (table[(word >>> 8) & 0xff] ?? 0);
      sums[at + 2] = (sums[at + 2] ?? 0) + (table[(word >>> 16) & 0xff] ?? 0);
      sums[at + 3] = (sums[at + 3] ?? 0) + (table[word >>> 24] ?? 0);
    }
  }
  return sums.subarray(0, resamples);
}

/** For each block, its sum under all assignments: bit `i` set = the `i`th difference is flipped. */
function signTables(differences: readonly number[]): readonly Float64Array[] {
  return Array.from({ length: Math.ceil(differences.length / BLOCK) }, (_, block) => {
    const own = differences.slice(BLOCK * block, BLOCK * (block + 1));
    const table = new Float64Array(2 ** BLOCK);
    for (const difference of own) table[0] = (table[0] ?? 0) + difference;
    own.forEach((difference, bit) => {
      const flipped = 1 << bit;
      for (let signs = 0; signs < flipped; signs++)
        table[flipped | signs] = (table[signs] ?? 0) - 2 * difference;
    });
    return table;
  });
}
