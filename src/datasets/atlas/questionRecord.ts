import type { Question } from '../../ports/question.ts';

/** A generated question as a record of the `ragstone` layout: gold only where there is any. */
export function questionRecord({ id, asked, gold, rewordings, slices }: Question): unknown {
  const { answers, facts, titles, passages } = gold;
  return { id, question: asked.text, answers, facts, titles, passages, rewordings, slices };
}
