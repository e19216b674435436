import { goldMeasures } from '../relevance/goldMeasures.ts';

/** nDCG with gains of 0 and 1: trec_eval's ndcg_cut, and without k its ndcg. */
export const ndcg = goldMeasures({
  measure: 'ndcg',
  summary: 'discounted gain of the GOLD ÷ that of the ideal order',
  source: 'trec_eval ndcg_cut (linear gains, log2(rank + 1))',
  values: 'unit',
  score: ({ ranks, gold }, k) => {
    const best = Array.from({ length: Math.min(gold, k ?? gold) }, (_, at) => at + 1);
    return discountedGain(ranks) / discountedGain(best);
  },
});

function discountedGain(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0);
}
