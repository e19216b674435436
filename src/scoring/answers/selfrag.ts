import { bestOverGolds } from '../goldAnswers.ts';
import type { AnswerMeasure } from '../measure.ts';

/** Self-RAG's match: no normaliser at all. */
export const selfrag: readonly AnswerMeasure[] = [
  {
    measure: 'match',
    variant: 'selfrag',
    version: 1,
    over: 'answer',
    needs: ['answer'],
    summary: 'answer contains a gold answer exactly as written',
    source: 'AkariAsai/self-rag retrieval_lm/run_short_form.py and metrics.py @ 1fcdc420e48f',
    values: 'binary',
    score: bestOverGolds((prediction, gold) => Number(shortForm(prediction).includes(gold))),
  },
];

/**
 * What the script scores of an answer: without one leading # or :, and `true` or `false` for a verdict on a claim.
 * (An empty answer, on which the script stops with an error, stays empty.)
 */
function shortForm(text: string): string {
  const cut = text.startsWith('#') || text.startsWith(':') ? text.slice(1) : text;
  if (cut.includes('SUPPORTS')) return 'true';
  return cut.includes('REFUTES') ? 'false' : cut;
}
