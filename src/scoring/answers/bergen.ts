import { bestOverGolds } from '../goldAnswers.ts';
import type { AnswerMeasure } from '../measure.ts';
import { bergenTokens } from '../text/bergenTokens.ts';
import { holdsAnswer } from '../text/holdsAnswer.ts';

/** BERGEN's match. It differs from FlashRAG's accuracy only in what an article is beside marks and rare numerals. */
export const bergen: readonly AnswerMeasure[] = [
  {
    measure: 'match',
    variant: 'bergen',
    version: 1,
    over: 'answer',
    needs: ['answer'],
    summary: 'normalised answer contains a normalised gold answer',
    source: 'naver/bergen modules/metrics.py @ 1b0ee2c63b2e (re-implemented from its definition)',
    values: 'binary',
    score: bestOverGolds((prediction, gold) =>
      Number(holdsAnswer(bergenTokens(prediction), bergenTokens(gold))),
    ),
  },
];
