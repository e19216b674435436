import { z } from 'zod';

import type { Ranked } from '../../ports/passage.ts';
import { contentId } from './contentId.ts';
import { expected, id } from './fields.ts';
import { titledText } from './titledText.ts';

/** One retrieved passage as DPR, Pyserini and Self-RAG write it. Numbers may be text. */
const savedPassage = z.object({
  id: id.nullish(),
  docid: id.nullish(),
  title: z.string().nullish(),
  text: z.string().nullish(),
  score: z
    .union([z.number(), z.string()], expected('a number'))
    .transform(Number)
    .refine(Number.isFinite, 'Expected a number.')
    .nullish(),
});

/**
 * Retrieved passages, best first. Without a title the first line of the text is one; without an id it is
 * `contentId`; without scores they are minus the rank: −1, −2 …
 */
export const savedPassages = z.array(savedPassage).transform((all): readonly Ranked[] => {
  const scored = all.every(({ score }) => typeof score === 'number');
  return all.map((one, index) => {
    const { title, text } =
      typeof one.title === 'string' ? { title: one.title, text: one.text ?? '' } : titledText(one.text ?? '');
    return {
      passage: { id: one.id ?? one.docid ?? contentId(title, text), title, text },
      score: scored ? (one.score ?? 0) : -1 - index,
    };
  });
});
