import { bestOverGolds } from '../goldAnswers.ts';
import type { AnswerMeasure } from '../measure.ts';
import { sameTokens } from '../text/sameTokens.ts';
import { squadTokens } from '../text/squadTokens.ts';
import { tokenOverlap } from '../text/tokenOverlap.ts';

const common = {
  variant: 'squad',
  version: 1,
  over: 'answer',
  needs: ['answer'],
  source: 'SQuAD evaluate-v1.1.py, as in allenai/bi-att-flow squad/evaluate-v1.1.py @ 49004549e9a8',
} as const;

/** SQuAD v1.1, and the exact match of the DPR line on NQ-open and TriviaQA. */
export const squad: readonly AnswerMeasure[] = [
  {
    ...common,
    measure: 'em',
    summary: 'normalised answer equals a gold answer',
    values: 'binary',
    score: bestOverGolds((prediction, gold) => sameTokens(squadTokens(prediction), squadTokens(gold))),
  },
  {
    ...common,
    measure: 'f1',
    summary: 'token F1, best over the gold answers',
    values: 'unit',
    score: bestOverGolds((prediction, gold) => tokenOverlap(squadTokens(prediction), squadTokens(gold)).f1),
  },
];
