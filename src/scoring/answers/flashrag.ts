import { bestOverGolds } from '../goldAnswers.ts';
import type { AnswerMeasure } from '../measure.ts';
import { holdsAnswer } from '../text/holdsAnswer.ts';
import { hotpotOverlap } from '../text/hotpotOverlap.ts';
import { sameTokens } from '../text/sameTokens.ts';
import { squadTokens } from '../text/squadTokens.ts';

const common = {
  variant: 'flashrag',
  version: 1,
  over: 'answer',
  needs: ['answer'],
  source: 'RUC-NLPIR/FlashRAG flashrag/evaluator/metrics.py @ 1ee524901aa3',
} as const;

/** FlashRAG's measures: SQuAD's normaliser, and HotpotQA's rule for yes and no on every dataset. */
export const flashrag: readonly AnswerMeasure[] = [
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
    summary: 'token F1 with the rule for yes and no, best over the gold answers',
    values: 'unit',
    score: bestOverGolds((prediction, gold) => hotpotOverlap(prediction, gold).f1),
  },
  {
    ...common,
    measure: 'acc',
    summary: 'normalised answer contains a normalised gold answer',
    values: 'binary',
    score: bestOverGolds((prediction, gold) =>
      Number(holdsAnswer(squadTokens(prediction), squadTokens(gold))),
    ),
  },
];
