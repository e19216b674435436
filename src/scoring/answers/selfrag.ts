import type { Asked } from '../../ports/question.ts';
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
    score: (input) =>
      bestOverGolds((prediction, gold) => {
        const text = shortForm(labelled(prediction, input.asked));
        return Number(text.includes(labelled(gold, input.asked)));
      })(input),
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

/** The label (A, B …) of a choice, which is what the script asks for and compares; any other text stays as it is. */
function labelled(text: string, { choices }: Asked): string {
  const at = choices?.indexOf(text) ?? -1;
  return at === -1 ? text : String.fromCharCode('A'.charCodeAt(0) + at);
}
