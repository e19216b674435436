import { bestOverGolds } from '../goldAnswers.ts';
import type { AnswerMeasure } from '../measure.ts';
import { capitalise } from '../python/capitalise.ts';
import { lower } from '../python/lower.ts';

/** PopQA's accuracy: no normaliser, three casings of the gold answer, the first line of the answer. */
export const popqa: readonly AnswerMeasure[] = [
  {
    measure: 'match',
    variant: 'popqa',
    version: 1,
    over: 'answer',
    needs: ['answer'],
    summary: 'first line contains a gold answer as written, in lower case or capitalised',
    source: 'AlexTMallen/adaptive-retrieval run_model.py @ 2b70c1ea7db2',
    values: 'binary',
    score: bestOverGolds((prediction, gold) => {
      const line = firstLine(prediction);
      return Number([gold, lower(gold), capitalise(gold)].some((casing) => line.includes(casing)));
    }),
  },
];

/** What the script keeps of a generation: two line feeds at its start are dropped, then all after the next one. */
function firstLine(text: string): string {
  const rest = text.startsWith('\n\n') ? text.slice(2) : text;
  const end = rest.indexOf('\n');
  return end === -1 ? rest : rest.slice(0, end);
}
