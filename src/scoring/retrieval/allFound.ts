import { goldMeasures } from '../relevance/goldMeasures.ts';

/** All-found@k, also called Full@k: what a question of several hops needs. */
export const allFound = goldMeasures({
  measure: 'all-found',
  summary: 'all of the GOLD is in the list',
  source: 'standard definition over sets',
  values: 'binary',
  score: ({ ranks, gold }) => (ranks.length === gold ? 1 : 0),
});
