import { z } from 'zod';

import { delimitedRecords } from '../../io/delimitedRecords.ts';
import { fileHead } from '../../io/fileHead.ts';
import type { JsonRecord } from '../../io/jsonRecords.ts';
import { records } from '../../io/records.ts';
import type { QuestionFormat, ReadOptions } from '../../ports/dataset.ts';
import { chosenFiles } from '../reading/chosenFiles.ts';
import { contentId } from '../reading/contentId.ts';
import { answers, expected, id, text } from '../reading/fields.ts';
import { goldPassages } from '../reading/goldPassages.ts';
import { recordLayout } from '../reading/recordLayout.ts';
import { slicesOf } from '../reading/slicesOf.ts';

/** A list of answers, written as JSON inside a cell. */
const answersCell = z.preprocess((cell) => (typeof cell === 'string' ? parsedOr(cell) : cell), answers);
const popularity = z
  .union([z.number(), z.string().regex(/^\d+$/, 'Expected a whole number.')], expected('a whole number'))
  .transform(Number)
  .nullish();
const paragraph = z
  .object({ title: z.string(), text: z.string(), is_supporting: z.boolean() })
  .transform(({ title, text: content, is_supporting }) => ({
    passage: { id: contentId(title, content), title, text: content },
    gold: is_supporting,
  }));

/**
 * PopQA: the official table (tab-separated, 17 columns, `possible_answers` a JSON list) and the same records as JSON
 * with two `paragraphs`, as HippoRAG 2's sample has them: they become context and gold.
 * Source: https://github.com/AlexTMallen/adaptive-retrieval, data/popQA.tsv.
 */
export const popqa: QuestionFormat = recordLayout({
  name: 'popqa',
  schema: z.object({
    id,
    question: text,
    possible_answers: answersCell,
    prop: z.string().nullish(),
    s_pop: popularity,
    o_pop: popularity,
    paragraphs: z.array(paragraph).optional(),
  }),
  read,
  question(record) {
    const { paragraphs } = record;
    const gold = paragraphs?.filter((one) => one.gold) ?? [];
    return {
      id: record.id,
      asked: { text: record.question, task: 'open' },
      gold: {
        answers: record.possible_answers.map((answer) => [answer]),
        ...goldPassages(gold.map(({ passage }) => passage)),
      },
      ...(paragraphs === undefined ? {} : { context: paragraphs.map(({ passage }) => passage) }),
      slices: slicesOf(record, ['prop', 's_pop', 'o_pop']),
    };
  },
});

async function* read(path: string, options: ReadOptions): AsyncGenerator<JsonRecord> {
  for (const file of await chosenFiles(path, options, ['tsv', 'json', 'jsonl', 'parquet'])) {
    const { kind, text: head } = await fileHead(file, options.signal);
    const table = kind === 'plain' && !/^\s*[[{]/.test(head);
    yield* table
      ? delimitedRecords(file, options.signal, { delimiter: '\t' })
      : records(file, options.signal);
  }
}

function parsedOr(cell: string): unknown {
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
}
