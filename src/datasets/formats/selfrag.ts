import { z } from 'zod';

import { RagstoneError } from '../../errors.ts';
import type { QuestionFormat } from '../../ports/dataset.ts';
import type { Asked } from '../../ports/question.ts';
import { answers, id, text } from '../reading/fields.ts';
import { type RecordPlace, recordLayout } from '../reading/recordLayout.ts';
import { savedPassages } from '../reading/savedPassages.ts';
import { slicesOf } from '../reading/slicesOf.ts';

const record = z.object({
  id: id.nullish(),
  claim_id: id.nullish(),
  question_id: id.nullish(),
  question: text,
  answers: answers.nullish(),
  answer: z.preprocess((value) => (typeof value === 'string' ? [value] : value), answers).nullish(),
  ctxs: savedPassages.nullish(),
  top_contexts: savedPassages.nullish(),
  choices: z.object({ text: z.array(text).min(2), label: z.array(z.string()) }).nullish(),
  answerKey: z.string().nullish(),
  prop: z.string().nullish(),
  pop: z.number().nullish(),
});
type SelfragRecord = z.infer<typeof record>;

/**
 * The JSON Lines that Self-RAG is evaluated on: `question`, `answers` (or `answer`) and the retrieved `ctxs` (or
 * `top_contexts`), which become the source `saved`. Claims (PubHealth: a `claim_id`, or `true`/`false` as answers)
 * and choices (ARC: `choices` and `answerKey`; the gold answer is the choice's text) are told apart by the record.
 * Source: https://github.com/AkariAsai/self-rag, retrieval_lm/run_short_form.py @ 1fcdc420e48f.
 */
export const selfrag: QuestionFormat = recordLayout({
  name: 'selfrag',
  schema: record,
  question(found, at) {
    const golden = found.answers ?? found.answer ?? [];
    const saved = found.ctxs ?? found.top_contexts;
    return {
      id: found.id ?? found.claim_id ?? found.question_id ?? String(at.position),
      asked: asked(found, golden),
      gold: { answers: (found.choices ? keyedChoice(found, at) : golden).map((answer) => [answer]) },
      ...(saved ? { saved } : {}),
      slices: slicesOf(found, ['prop', 'pop']),
    };
  },
});

function asked(found: SelfragRecord, golden: readonly string[]): Asked {
  if (found.choices) return { text: found.question, task: 'choice', choices: found.choices.text };
  const truths = golden.length > 0 && golden.every((answer) => answer === 'true' || answer === 'false');
  return { text: found.question, task: truths || typeof found.claim_id === 'string' ? 'claim' : 'open' };
}

function keyedChoice(found: SelfragRecord, { place }: RecordPlace): readonly string[] {
  const { choices, answerKey } = found;
  if (typeof answerKey !== 'string') return [];
  const chosen = choices?.text[choices.label.indexOf(answerKey)];
  if (chosen !== undefined) return [chosen];
  throw new RagstoneError('bad-record', `No choice has the label "${answerKey}".`, {
    place: { ...place, field: 'answerKey' },
    input: found,
  });
}
