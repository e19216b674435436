import type { Asked } from '../../ports/question.ts';
import { labelOf } from './prompt.ts';

/**
 * What an answer to a closed question says. Claims: `SUPPORTS` and `REFUTES` are verdicts (`run_short_form.py:341-351`),
 * all else is in lower case (paper, App. A.3). Choices: a label alone, or with its mark (`B`, `B.`, `B:`), is the
 * choice's text (ours); any other text stays.
 */
export function closedAnswer(text: string, { task, choices = [] }: Asked): string {
  if (task === 'claim') {
    if (text.includes('SUPPORTS')) return 'true';
    return text.includes('REFUTES') ? 'false' : text.toLowerCase();
  }
  const label = /^([A-Z])[.:)]?$/.exec(text)?.[1];
  return choices.find((_, n) => labelOf(n) === label) ?? text;
}
