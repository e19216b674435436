import type { Ranked } from '../../ports/passage.ts';
import type { Critique } from './critique.ts';
import type { SelfRagTools } from './roles.ts';

/** One passage, what the model wrote from it, and what it thinks of that. */
export interface Candidate {
  readonly ranked: Ranked;
  readonly raw: string;
  readonly critique: Critique;
}

/**
 * The paper's hard constraints: without those in which an undesired token was written. Where that leaves none, all
 * stay: there has to be an answer (ours).
 */
export function allowed<T extends { readonly raw: string }>(
  candidates: readonly T[],
  reject: readonly string[],
): readonly T[] {
  const kept = candidates.filter(({ raw }) => !reject.some((token) => raw.includes(token)));
  return kept.length === 0 ? candidates : kept;
}

/** Best first; equal scores keep their order. */
export function byScore<T extends { readonly critique: Critique }>(candidates: readonly T[]): readonly T[] {
  return candidates.toSorted((a, b) => b.critique.total.value - a.critique.total.value);
}

/** Writes the scores of every candidate down. */
export function recordScores(
  tools: SelfRagTools,
  candidates: readonly Pick<Candidate, 'ranked' | 'critique'>[],
): void {
  for (const { ranked, critique } of candidates) {
    const { relevance, support, utility, sequence, total } = critique;
    tools.decide('score', total.value.toFixed(4), {
      passage: ranked.passage.id,
      relevance,
      support,
      utility,
      sequence,
      total: total.value,
      ...(total.most > total.least && { least: total.least, most: total.most }),
    });
  }
}
