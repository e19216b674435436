import type { Question } from '../../ports/question.ts';
import type { Retriever } from '../../ports/retriever.ts';
import { isApplicable, type Scorer } from '../../ports/scorer.ts';
import type { Models } from '../../retrieval/retrieverDefinition.ts';
import type { PlannedCombination } from '../plan/resolveRetrievers.ts';
import { heldSearches } from './heldSearches.ts';
import type { Candidate } from './tuningGrid.ts';

/** One candidate and what it reached. */
interface Tried {
  readonly settings: Candidate;
  /** The mean over the questions that the measure applies to. */
  readonly mean: number;
}

export interface Tuning {
  /** In the order given. */
  readonly tried: readonly Tried[];
  /** The best; of equals, the one given first. */
  readonly chosen: Tried | undefined;
  /** Questions that the measure applies to. */
  readonly questions: number;
  readonly fingerprint: Retriever['fingerprint'] | undefined;
}

/**
 * Measures a combination with every candidate on the same questions; each part searches each question once.
 * @param k Passages of each list.
 */
export async function tuneRetriever(
  { definition, settings }: Pick<PlannedCombination, 'definition' | 'settings'>,
  parts: readonly Retriever[],
  candidates: readonly Candidate[],
  options: {
    readonly questions: AsyncIterable<Question>;
    readonly scorer: Scorer;
    readonly k: number;
    readonly signal: AbortSignal;
    readonly onProgress?: (questions: number) => void;
  },
): Promise<Tuning> {
  const { scorer, k, signal, onProgress } = options;
  const held = parts.map(heldSearches);
  const none: Models = {};
  const trials = candidates.map((candidate) => ({
    candidate,
    retriever: definition.combine(
      held,
      definition.settings.parse({ ...asObject(settings), ...candidate }),
      none,
    ),
    sum: 0,
  }));
  let [asked, scored] = [0, 0];
  for await (const question of options.questions) {
    let applies = false;
    for (const trial of trials) {
      const found = await trial.retriever.search(question.asked.text, k, signal);
      const score = scorer.score({
        asked: question.asked,
        gold: question.gold,
        answer: { text: '' },
        lists: { first: found, evidence: found, shown: found },
      });
      if (!isApplicable(score)) break;
      trial.sum += score;
      applies = true;
    }
    if (applies) scored += 1;
    asked += 1;
    onProgress?.(asked);
  }
  const tried = trials.map(({ candidate, sum }) => ({ settings: candidate, mean: sum / scored }));
  const best = tried.reduce((most, { mean }) => Math.max(most, mean), -Infinity);
  const at = tried.findIndex(({ mean }) => mean === best);
  return {
    tried,
    chosen: scored === 0 ? undefined : tried[at],
    questions: scored,
    fingerprint: trials[at]?.retriever.fingerprint,
  };
}

function asObject(settings: unknown): Readonly<Record<string, unknown>> {
  return typeof settings === 'object' && settings !== null ? { ...settings } : {};
}
