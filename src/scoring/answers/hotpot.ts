import type { Score, ScoreInput } from '../../ports/scorer.ts';
import { factOverlap, type FactOverlap } from '../facts/factOverlap.ts';
import { bestOverGolds } from '../goldAnswers.ts';
import type { AnswerMeasure } from '../measure.ts';
import { hotpotOverlap } from '../text/hotpotOverlap.ts';
import { sameTokens } from '../text/sameTokens.ts';
import { squadTokens } from '../text/squadTokens.ts';
import { harmonicMean } from '../text/tokenOverlap.ts';

const common = {
  variant: 'hotpot',
  version: 1,
  over: 'answer',
  source: 'hotpotqa/hotpot hotpot_evaluate_v1.py @ 3635853403a8',
} as const;

/** HotpotQA's official measures. It has one gold answer a question; of several the best counts. */
export const hotpot: readonly AnswerMeasure[] = [
  {
    ...common,
    measure: 'em',
    summary: 'normalised answer equals the gold answer',
    needs: ['answer'],
    values: 'binary',
    score: bestOverGolds(exactMatch),
  },
  {
    ...common,
    measure: 'f1',
    summary: 'token F1; 0 where yes, no or noanswer meets anything else',
    needs: ['answer'],
    values: 'unit',
    score: bestOverGolds((prediction, gold) => hotpotOverlap(prediction, gold).f1),
  },
  {
    ...common,
    measure: 'sp-em',
    summary: 'the supporting facts named are exactly the gold ones',
    needs: ['facts'],
    values: 'binary',
    score: overFacts((facts) => facts.em),
  },
  {
    ...common,
    measure: 'sp-f1',
    summary: 'F1 of the supporting facts named',
    needs: ['facts'],
    values: 'unit',
    score: overFacts((facts) => facts.f1),
  },
  {
    ...common,
    measure: 'joint-em',
    summary: 'answer and supporting facts are both exact',
    needs: ['answer', 'facts'],
    values: 'binary',
    score: overFacts((facts, input) =>
      bestOverGolds((prediction, gold) => exactMatch(prediction, gold) * facts.em)(input),
    ),
  },
  {
    ...common,
    measure: 'joint-f1',
    summary: 'harmonic mean of the products of both precisions and both recalls',
    needs: ['answer', 'facts'],
    values: 'unit',
    score: overFacts((facts, input) =>
      bestOverGolds((prediction, gold) => {
        const answer = hotpotOverlap(prediction, gold);
        return harmonicMean(answer.precision * facts.precision, answer.recall * facts.recall);
      })(input),
    ),
  },
];

function exactMatch(prediction: string, gold: string): number {
  return sameTokens(squadTokens(prediction), squadTokens(gold));
}

function overFacts(score: (facts: FactOverlap, input: ScoreInput) => Score): (input: ScoreInput) => Score {
  return (input) => {
    const gold = input.gold.facts;
    if (gold === undefined || gold.length === 0)
      return { notApplicable: 'the question has no gold supporting facts' };
    const named = input.answer.facts;
    if (named === undefined) return { notApplicable: 'the method names no supporting facts' };
    return score(factOverlap(named, gold), input);
  };
}
