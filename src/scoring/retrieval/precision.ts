import type { ListMeasure } from '../measure.ts';
import { shareHolding } from '../relevance/textHits.ts';
import { flashragMatcher } from '../text/flashragMatcher.ts';

/** How many of the passages contain a gold answer. */
export const precision: readonly ListMeasure[] = [
  {
    measure: 'precision',
    variant: 'flashrag',
    version: 1,
    over: 'list',
    summary:
      'share of passages whose normalised title and text contain a gold answer (retrieval_precision_topk)',
    source: 'RUC-NLPIR/FlashRAG flashrag/evaluator/metrics.py @ 1ee524901aa3',
    values: 'unit',
    score: shareHolding(flashragMatcher),
  },
];
