import { goldMeasures } from '../relevance/goldMeasures.ts';

/** Hit@k, also called Accuracy@k and Any@k. */
export const hit = goldMeasures({
  measure: 'hit',
  summary: 'any of the GOLD is in the list',
  source: 'standard definition',
  values: 'binary',
  score: ({ ranks }) => (ranks.length > 0 ? 1 : 0),
});
