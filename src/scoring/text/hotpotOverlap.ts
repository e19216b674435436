import { squadTokens } from './squadTokens.ts';
import { noOverlap, tokenOverlap, type Overlap } from './tokenOverlap.ts';

const closed = new Set(['yes', 'no', 'noanswer']);

/** HotpotQA's token agreement: SQuAD's, but 0 where one of the two is yes, no or noanswer and the other differs. */
export function hotpotOverlap(prediction: string, gold: string): Overlap {
  const predicted = squadTokens(prediction);
  const right = squadTokens(gold);
  const predictedText = predicted.join(' ');
  const rightText = right.join(' ');
  const differs = predictedText !== rightText;
  if (differs && (closed.has(predictedText) || closed.has(rightText))) return noOverlap;
  return tokenOverlap(predicted, right);
}
