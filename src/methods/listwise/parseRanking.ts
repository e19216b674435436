/** A ranking that a model wrote, read. */
export interface ReadRanking {
  /** All positions from 0 to n − 1, the best first. */
  readonly order: readonly number[];
  /** What was wrong with it, as RankLLM counts it. */
  readonly flaws: readonly ('wrong-format' | 'repetition' | 'missing')[];
}

/**
 * Reads `[2] > [1] > [3]` of `n` passages, numbered from 1. Thoughts before it are left out; where numbers stand in
 * brackets only those count, else all; repeated numbers and those out of range are dropped, and what is missing follows
 * in its old order. RankGPT's and RankLLM's rule, but for the brackets, which are ours.
 */
export function parseRanking(text: string, n: number): ReadRanking {
  const spoken = (text.split('</think>').at(-1) ?? '').normalize('NFKC');
  const bracketed = numbers(spoken, /\[\s*(\d{1,9})\s*\]/g);
  const named = bracketed.length > 0 ? bracketed : numbers(spoken, /(\d{1,9})/g);
  const inRange = named.map((number) => number - 1).filter((at) => at >= 0 && at < n);
  const ranked = new Set(inRange);
  const rest = Array.from({ length: n }, (_, at) => at).filter((at) => !ranked.has(at));
  return {
    order: [...ranked, ...rest],
    flaws: [
      ...(bracketed.length === 0 || inRange.length < named.length ? (['wrong-format'] as const) : []),
      ...(ranked.size < inRange.length ? (['repetition'] as const) : []),
      ...(rest.length > 0 ? (['missing'] as const) : []),
    ],
  };
}

function numbers(text: string, pattern: RegExp): readonly number[] {
  return [...text.matchAll(pattern)].map(([, digits]) => Number(digits));
}
