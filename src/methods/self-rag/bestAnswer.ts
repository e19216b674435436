import type { Answer } from '../../ports/answer.ts';
import type { Asked } from '../../ports/question.ts';
import { allowed, byScore, type Candidate, recordScores } from './candidate.ts';
import { cleanLine, cleanText } from './cleanText.ts';
import { closedAnswer } from './closedAnswer.ts';
import type { Scored } from './readings.ts';
import type { SelfRagTools } from './roles.ts';

/** Candidates that say the same, with the sum of their scores. */
interface Saying {
  readonly text: string;
  readonly score: Scored;
  readonly candidates: readonly Candidate[];
}

/**
 * The answer of the best candidates. An open question gets the text of the best passage; a closed one the answer
 * whose scores over all passages sum highest (paper App. A.3; `run_short_form.py:178-200`). Evidence is what the
 * answer was written from, best first.
 */
export function bestAnswer(
  asked: Asked,
  candidates: readonly Candidate[],
  reject: readonly string[],
  tools: SelfRagTools,
): Answer | undefined {
  recordScores(tools, candidates);
  const sayings = sayingsOf(asked, byScore(allowed(candidates, reject)));
  const [best, ...others] = sayings.toSorted((a, b) => b.score.value - a.score.value);
  const [first] = best?.candidates ?? [];
  if (best === undefined || first === undefined) return undefined;
  const runnerUp = others[0]?.score.value;
  const bounded = sayings.some(({ score }) => score.most > score.least);
  tools.decide('answer', best.text, {
    passage: first.ranked.passage.id,
    score: best.score.value,
    ...(runnerUp !== undefined && { runnerUp }),
    ...(bounded && {
      untold: others.some(({ score }) => score.most > best.score.least)
        ? 'could change it'
        : 'cannot change it',
    }),
  });
  return { text: best.text, raw: first.raw, evidence: best.candidates.map(({ ranked }) => ranked) };
}

function sayingsOf(asked: Asked, candidates: readonly Candidate[]): readonly Saying[] {
  if (asked.task === 'open') {
    return candidates.map((candidate) => ({
      text: cleanText(candidate.raw),
      score: candidate.critique.total,
      candidates: [candidate],
    }));
  }
  const groups = Map.groupBy(candidates, ({ raw }) => cleanLine(raw));
  return [...groups].map(([text, same]) => ({
    text: closedAnswer(text, asked),
    score: {
      value: sum(same, 'value'),
      least: sum(same, 'least'),
      most: sum(same, 'most'),
    },
    candidates: same,
  }));
}

function sum(candidates: readonly Candidate[], of: keyof Scored): number {
  return candidates.reduce((total, { critique }) => total + critique.total[of], 0);
}
