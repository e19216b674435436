import { z } from 'zod';

import { RagstoneError } from '../../errors.ts';
import type { QuestionFormat } from '../../ports/dataset.ts';
import type { Passage } from '../../ports/passage.ts';
import { contentId } from '../reading/contentId.ts';
import { distinct, expected, id, text } from '../reading/fields.ts';
import { recordLayout } from '../reading/recordLayout.ts';

const notIds = 'This looks like a passage, not like its id: passages go into "context" or "saved".';
const passageFields = {
  id: id.optional(),
  title: z.string().default(''),
  text,
  sentences: z.array(z.string()).optional(),
};
const spellings = z.union(
  [text.transform((one): readonly string[] => [one]), z.array(text).min(1)],
  expected('an answer: text that is not empty, or a list of its spellings'),
);

/**
 * Ragstone's own layout, JSON Lines: the one to write for a dataset of your own. Documented in docs/data-formats.md;
 * keys that are not known are refused, because a misspelt one would be lost in silence.
 */
export const ragstone: QuestionFormat = recordLayout({
  name: 'ragstone',
  schema: z.strictObject({
    id: id.optional(),
    question: text,
    answers: z
      .array(spellings)
      .min(1, 'There is no answer: leave "answers" out where it is hidden.')
      .optional(),
    facts: z.array(z.strictObject({ title: text, sentence: z.int().nonnegative() })).optional(),
    titles: z.array(text).optional(),
    passages: z.array(id.refine(isShort, notIds)).optional(),
    context: z.array(z.strictObject(passageFields).transform(passage)).optional(),
    saved: z
      .array(z.strictObject({ ...passageFields, score: z.number().optional() }))
      .transform((all) =>
        all.map((one, index) => ({ passage: passage(one), score: one.score ?? -1 - index })),
      )
      .optional(),
    rewordings: z.array(text).optional(),
    claim: z.boolean().optional(),
    choices: z.array(text).min(2, 'There must be two choices at least.').optional(),
    slices: z.record(z.string(), z.union([z.string(), z.number()], expected('text or a number'))).optional(),
  }),
  question(record, { place, position }) {
    const { answers, facts, passages, choices, context, saved, rewordings } = record;
    const titles = record.titles ?? facts?.map(({ title }) => title);
    const stray = choices && answers?.flat().find((answer) => !choices.includes(answer));
    if (stray !== undefined) {
      throw new RagstoneError('bad-record', `The answer "${stray}" is not among the choices.`, {
        place: { ...place, field: 'answers' },
        input: record,
      });
    }
    return {
      id: record.id ?? String(position),
      asked: {
        text: record.question,
        ...(choices ? { task: 'choice', choices } : { task: record.claim === true ? 'claim' : 'open' }),
      },
      gold: {
        answers: answers ?? [],
        ...(facts ? { facts } : {}),
        ...(passages ? { passages } : {}),
        ...(titles ? { titles: distinct(titles) } : {}),
      },
      ...(context ? { context } : {}),
      ...(saved ? { saved } : {}),
      ...(rewordings ? { rewordings } : {}),
      slices: record.slices ?? {},
    };
  },
});

/** Whole passages under this key do occur in the wild. */
function isShort(one: string): boolean {
  return one.length <= 200 && !one.includes('\n');
}

function passage(given: {
  readonly id?: string | undefined;
  readonly title: string;
  readonly text: string;
  readonly sentences?: readonly string[] | undefined;
}): Passage {
  const { title, text: content, sentences } = given;
  return {
    id: given.id ?? contentId(title, content),
    title,
    text: content,
    ...(sentences === undefined ? {} : { sentences }),
  };
}
