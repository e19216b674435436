import { z } from 'zod';

import type { QuestionFormat } from '../../ports/dataset.ts';
import { distinct, id, text } from '../reading/fields.ts';
import { contextColumns, contextPairs, factColumns, factPairs } from '../reading/hotpotFields.ts';
import { recordLayout } from '../reading/recordLayout.ts';
import { slicesOf } from '../reading/slicesOf.ts';

const common = {
  question: text,
  answer: z.string().nullish(),
  type: z.string().nullish(),
  level: z.string().nullish(),
};
/** Hidden records leave answer and facts out, or empty; with facts there has to be an answer. */
const answered = { path: ['answer'], error: 'There is no answer, though there are supporting facts.' };
const official = z
  .object({ ...common, _id: id, supporting_facts: factPairs.nullish(), context: contextPairs.nullish() })
  .refine(isWhole, answered);
const columns = z
  .object({ ...common, id, supporting_facts: factColumns.nullish(), context: contextColumns.nullish() })
  .refine(isWhole, answered);

/**
 * HotpotQA: the official JSON array (distractor, fullwiki, the test layout without answers), the same records as JSON
 * Lines, and Hugging Face's Parquet; 2WikiMultiHopQA has the same layout. Paragraphs become the context; a paragraph's
 * id is its `contentId`.
 * Source: https://github.com/hotpotqa/hotpot.
 */
export const hotpotqa: QuestionFormat = recordLayout<z.infer<typeof official> | z.infer<typeof columns>>({
  name: 'hotpotqa',
  schema: (value) => (inColumns(value) ? columns : official),
  question(record) {
    const { answer, supporting_facts: facts, context } = record;
    return {
      id: '_id' in record ? record._id : record.id,
      asked: { text: record.question, task: 'open' },
      gold: {
        answers: isText(answer) ? [[answer]] : [],
        ...(facts && facts.length > 0 ? { facts, titles: distinct(facts.map(({ title }) => title)) } : {}),
      },
      ...(context ? { context } : {}),
      slices: slicesOf(record, ['type', 'level']),
    };
  },
});

function isWhole(record: {
  readonly answer?: string | null | undefined;
  readonly supporting_facts?: readonly unknown[] | null | undefined;
}): boolean {
  return isText(record.answer) || (record.supporting_facts ?? []).length === 0;
}

function isText(answer: string | null | undefined): answer is string {
  return typeof answer === 'string' && answer.trim() !== '';
}

function inColumns(value: unknown): boolean {
  const { context, supporting_facts: facts } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const shape = context ?? facts;
  return typeof shape === 'object' && shape !== null && !Array.isArray(shape);
}
