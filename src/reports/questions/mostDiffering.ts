import type { QuestionRecord } from '../../ports/record.ts';
import { isApplicable } from '../../ports/scorer.ts';
import { scoresOf } from '../scoreColumns.ts';
import { shortened, type Shortened } from './shortened.ts';
import { stepLines } from './stepLines.ts';
import type { StepLine, SystemAnswer } from './differingQuestion.ts';

const MOST_QUESTIONS = 50;
/** Answers of all questions together, so that many systems do not make the page heavy. */
const MOST_ANSWERS = 400;
const MOST_ANSWER = 2000;
const MOST_EVIDENCE = 5;

/** A question that was kept, passages by the hash of their text. */
export interface KeptDifference {
  readonly position: number;
  readonly question: string;
  readonly text: Shortened;
  readonly spread: number;
  readonly answers: readonly KeptAnswer[];
}

interface KeptAnswer extends Omit<SystemAnswer, 'evidence'> {
  readonly evidence: readonly { readonly id: string; readonly title: string; readonly hash: string }[];
  readonly steps: readonly StepLine[];
}

/** Keeps the questions on which the systems differ most, at most 50. Memory: those, shortened. */
export interface MostDiffering {
  add(
    position: number,
    answers: readonly { readonly system: string; readonly record: QuestionRecord | undefined }[],
  ): void;
  /** Most different first, then in the order of the sample. */
  kept(): readonly KeptDifference[];
}

export function mostDiffering(scorer: string | undefined, systems: number): MostDiffering {
  const most = Math.max(1, Math.min(MOST_QUESTIONS, Math.floor(MOST_ANSWERS / Math.max(1, systems))));
  let kept: readonly KeptDifference[] = [];
  return {
    kept: () => kept,
    add(position, answers) {
      const values = answers.map(({ record }) => scoreOf(record, scorer));
      const numbers = values.filter((value) => value !== null);
      const spread = numbers.length < 2 ? 0 : Math.max(...numbers) - Math.min(...numbers);
      const last = kept.at(-1);
      if (spread === 0 || (kept.length === most && last !== undefined && spread <= last.spread)) return;
      const known = answers.find(({ record }) => record !== undefined)?.record;
      if (known === undefined) return;
      const difference = {
        position,
        question: known.question,
        text: shortened(known.text, MOST_ANSWER),
        spread,
        answers: answers.map(({ system, record }) => keptAnswer(system, record, scorer)),
      };
      kept = [...kept, difference]
        .sort((a, b) => b.spread - a.spread || a.position - b.position)
        .slice(0, most);
    },
  };
}

function keptAnswer(
  system: string,
  record: QuestionRecord | undefined,
  scorer: string | undefined,
): KeptAnswer {
  const none = { system, score: null, evidence: [], more: 0, steps: [] };
  if (record === undefined)
    return { ...none, status: 'missing', text: shortened('not asked yet', MOST_ANSWER) };
  const steps = stepLines(record.steps);
  const common = { ...none, steps, score: scoreOf(record, scorer) };
  if (record.status === 'skipped')
    return { ...common, status: 'skipped', text: shortened(record.because, MOST_ANSWER) };
  if (record.status === 'failed') {
    const { side, message } = record.failure;
    return { ...common, status: 'failed', text: shortened(`${side}: ${message}`, MOST_ANSWER) };
  }
  const { evidence } = record.lists;
  return {
    ...common,
    status: 'answered',
    text: shortened(record.answer.text, MOST_ANSWER),
    evidence: evidence.slice(0, MOST_EVIDENCE).map(({ id, title, text }) => ({ id, title, hash: text })),
    more: Math.max(0, evidence.length - MOST_EVIDENCE),
  };
}

function scoreOf(record: QuestionRecord | undefined, scorer: string | undefined): number | null {
  const score = scorer === undefined ? undefined : scoresOf(record)[scorer];
  return score !== undefined && isApplicable(score) ? score : null;
}
