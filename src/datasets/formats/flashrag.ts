import { z } from 'zod';

import { RagstoneError } from '../../errors.ts';
import type { QuestionFormat } from '../../ports/dataset.ts';
import { answers, distinct, id, text } from '../reading/fields.ts';
import { contextColumns, factColumns } from '../reading/hotpotFields.ts';
import { recordLayout } from '../reading/recordLayout.ts';
import { slicesOf } from '../reading/slicesOf.ts';

const titles = z.array(z.string()).transform(distinct);
const metadata = z.looseObject({
  gold_titles: titles.nullish(),
  gold_passage_ids: z.array(id).nullish(),
  supporting_facts: factColumns.nullish(),
  context: contextColumns.nullish(),
});
const open = { id, question: text, metadata: metadata.nullish() };
const free = z.object({ ...open, golden_answers: answers.nullish(), choices: z.undefined().optional() });
const choice = z.object({
  ...open,
  choices: z.array(text).min(2),
  golden_answers: z
    .array(z.union([z.int().nonnegative(), text]))
    .min(1)
    .nullish(),
});

/**
 * FlashRAG's JSON Lines: `id`, `question`, `golden_answers`, `metadata`. With `choices` a golden answer is the index of
 * one. Read from the metadata, where present: `gold_titles`, `gold_passage_ids`, HotpotQA's `supporting_facts` and
 * `context`, and the slices `type`, `level`, `prop`, `s_pop`, `o_pop`.
 * Source: https://github.com/RUC-NLPIR/FlashRAG @ 1ee524901aa3; the metadata differs from set to set.
 */
export const flashrag: QuestionFormat = recordLayout<z.infer<typeof free> | z.infer<typeof choice>>({
  name: 'flashrag',
  schema: (value) =>
    Array.isArray((value as { readonly choices?: unknown } | null)?.choices) ? choice : free,
  question(record, { place }) {
    const { choices, metadata: known } = record;
    const golden = (record.golden_answers ?? []).map((answer, index) => {
      const chosen = typeof answer === 'number' ? choices?.[answer] : answer;
      if (chosen !== undefined) return [chosen];
      throw new RagstoneError('bad-record', `There is no choice number ${answer} (they count from 0).`, {
        place: { ...place, field: `golden_answers[${index}]` },
        input: record,
      });
    });
    const facts = known?.supporting_facts ?? undefined;
    const goldTitles = known?.gold_titles ?? (facts && distinct(facts.map(({ title }) => title)));
    return {
      id: record.id,
      asked: { text: record.question, ...(choices ? { task: 'choice', choices } : { task: 'open' }) },
      gold: {
        answers: golden,
        ...(facts ? { facts } : {}),
        ...(known?.gold_passage_ids ? { passages: known.gold_passage_ids } : {}),
        ...(goldTitles ? { titles: goldTitles } : {}),
      },
      ...(known?.context ? { context: known.context } : {}),
      slices: slicesOf(known ?? {}, ['type', 'level', 'prop', 's_pop', 'o_pop']),
    };
  },
});
