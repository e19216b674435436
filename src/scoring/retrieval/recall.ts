import { goldMeasures } from '../relevance/goldMeasures.ts';

/** Recall@k over sets; with titles, HotpotQA's supporting-page recall. */
export const recall = goldMeasures({
  measure: 'recall',
  summary: 'share of the GOLD that is in the list',
  source: 'standard definition over sets',
  values: 'unit',
  score: ({ ranks, gold }) => ranks.length / gold,
});
