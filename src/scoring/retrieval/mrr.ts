import { goldMeasures } from '../relevance/goldMeasures.ts';

/** The reciprocal rank of one question; its mean over questions is the MRR. */
export const mrr = goldMeasures({
  measure: 'mrr',
  summary: '1 ÷ rank of the first of the GOLD, 0 without one',
  source: 'standard definition',
  values: 'unit',
  score: ({ ranks: [first] }) => (first === undefined ? 0 : 1 / first),
});
