import { z } from 'zod';

import type { QuestionFormat } from '../../ports/dataset.ts';
import { answers, id, text } from '../reading/fields.ts';
import { recordLayout } from '../reading/recordLayout.ts';

/**
 * NQ-open: JSON Lines of `question` and `answer`, a list of short answers (EfficientQA, and WebQuestions and TriviaQA
 * in the same layout). Questions without an id are numbered from 0, as Pyserini numbers them. Without `answer` they are
 * hidden. Source: https://github.com/google-research-datasets/natural-questions/tree/master/nq_open.
 */
export const nqOpen: QuestionFormat = recordLayout({
  name: 'nq-open',
  schema: z.object({ id: id.nullish(), question: text, answer: answers.nullish() }),
  question: (record, { position }) => ({
    id: record.id ?? String(position),
    asked: { text: record.question, task: 'open' },
    gold: { answers: (record.answer ?? []).map((answer) => [answer]) },
    slices: {},
  }),
});
