import { z } from 'zod';

import type { Passage } from '../../ports/passage.ts';
import type { SentenceRef } from '../../ports/question.ts';
import { contentId } from './contentId.ts';
import { text } from './fields.ts';

const sentence = z.int().nonnegative();

/** HotpotQA's `supporting_facts`: `[[title, sentence], …]`. */
export const factPairs = z
  .array(z.tuple([text, sentence]))
  .transform((pairs): readonly SentenceRef[] =>
    pairs.map(([title, number]) => ({ title, sentence: number })),
  );

/** The same as Hugging Face and FlashRAG write it: `{ title: […], sent_id: […] }`. */
export const factColumns = z
  .object({ title: z.array(text), sent_id: z.array(sentence) })
  .refine((columns) => columns.title.length === columns.sent_id.length, 'title and sent_id differ in length.')
  .transform(({ title, sent_id }): readonly SentenceRef[] =>
    title.map((name, index) => ({ title: name, sentence: sent_id[index] ?? 0 })),
  );

/** HotpotQA's `context`: `[[title, [sentence, …]], …]`. */
export const contextPairs = z
  .array(z.tuple([z.string(), z.array(z.string())]))
  .transform((pairs): readonly Passage[] => pairs.map(([title, sentences]) => paragraph(title, sentences)));

/** The same as Hugging Face and FlashRAG write it: `{ title: […], sentences: [[…], …] }`. */
export const contextColumns = z
  .object({ title: z.array(z.string()), sentences: z.array(z.array(z.string())) })
  .refine(
    (columns) => columns.title.length === columns.sentences.length,
    'title and sentences differ in length.',
  )
  .transform(({ title, sentences }): readonly Passage[] =>
    title.map((name, index) => paragraph(name, sentences[index] ?? [])),
  );

/** The sentences carry their own spaces. */
function paragraph(title: string, sentences: readonly string[]): Passage {
  const joined = sentences.join('');
  return { id: contentId(title, joined), title, text: joined, sentences };
}
