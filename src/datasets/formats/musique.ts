import { z } from 'zod';

import type { QuestionFormat } from '../../ports/dataset.ts';
import { contentId } from '../reading/contentId.ts';
import { distinct, id, text } from '../reading/fields.ts';
import { goldPassages } from '../reading/goldPassages.ts';
import { recordLayout } from '../reading/recordLayout.ts';

const paragraph = z
  .object({ title: z.string(), paragraph_text: z.string(), is_supporting: z.boolean().optional() })
  .transform(({ title, paragraph_text, is_supporting }) => ({
    passage: { id: contentId(title, paragraph_text), title, text: paragraph_text },
    gold: is_supporting === true,
  }));

/**
 * MuSiQue's JSON Lines (`ans` and `full`), or the same as a JSON array. The answer's aliases are its spellings;
 * questions that are not `answerable`, and the hidden ones of the test split, have no answer. Slices: `hops`, and
 * `kind`, the prefix of the id (`3hop1`). Source: https://github.com/StonyBrookNLP/musique.
 */
export const musique: QuestionFormat = recordLayout({
  name: 'musique',
  schema: z.object({
    id,
    question: text,
    paragraphs: z.array(paragraph),
    question_decomposition: z.array(z.unknown()).nullish(),
    answer: text.nullish(),
    answer_aliases: z.array(z.string()).nullish(),
    answerable: z.boolean().nullish(),
  }),
  question(record) {
    const { answer } = record;
    const known = typeof answer === 'string' && record.answerable !== false;
    const aliases = (record.answer_aliases ?? []).filter((alias) => alias.trim() !== '');
    const gold = record.paragraphs.filter((one) => one.gold).map(({ passage }) => passage);
    const hops = record.question_decomposition?.length;
    const kind = /^(\d+hop\d*)_/.exec(record.id)?.[1];
    return {
      id: record.id,
      asked: { text: record.question, task: 'open' },
      gold: {
        answers: known ? [distinct([answer, ...aliases])] : [],
        ...goldPassages(gold),
      },
      context: record.paragraphs.map(({ passage }) => passage),
      slices: { ...(hops === undefined ? {} : { hops }), ...(kind === undefined ? {} : { kind }) },
    };
  },
});
