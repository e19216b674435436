/** A stream of seeded random numbers, the same on every platform. */
export interface Random {
  /** An integer from 0 to 2^32 − 1. */
  uint32(): number;
  /** An integer from 0 to `bound` − 1, unbiased; `bound` from 1 to 2^32. */
  below(bound: number): number;
  /** A number in [0, 1) with 32 bits of it random. */
  unit(): number;
}
