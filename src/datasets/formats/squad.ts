import { z } from 'zod';

import { jsonRecords, type JsonRecord } from '../../io/jsonRecords.ts';
import type { QuestionFormat, ReadOptions } from '../../ports/dataset.ts';
import { chosenFiles } from '../reading/chosenFiles.ts';
import { contentId } from '../reading/contentId.ts';
import { distinct, id, text } from '../reading/fields.ts';
import { recordLayout } from '../reading/recordLayout.ts';

const question = z
  .object({
    id,
    question: text,
    answers: z.array(z.object({ text })).nullish(),
    is_impossible: z.boolean().optional(),
  })
  .refine(({ answers, is_impossible }) => answers?.length !== 0 || is_impossible === true, {
    path: ['answers'],
    error: 'There is no answer: a labelled question needs at least one.',
  });

/**
 * SQuAD's JSON, v1.1 and 2.0, and SQuADShifts. The paragraph is the context and the gold passage. Answers are the
 * distinct texts; unanswerable questions of 2.0 have none. Titles are shown as Wikipedia shows them: underscores are
 * spaces, `%XX` decoded. Source: https://rajpurkar.github.io/SQuAD-explorer/.
 */
export const squad: QuestionFormat = recordLayout({
  name: 'squad',
  schema: z.object({
    title: z.string().default(''),
    paragraphs: z.array(z.object({ context: text, qas: z.array(question) })),
  }),
  read,
  question(article) {
    const title = shownTitle(article.title);
    return article.paragraphs.flatMap(({ context, qas }) => {
      const passage = { id: contentId(title, context), title, text: context };
      return qas.map((asked) => ({
        id: asked.id,
        asked: { text: asked.question, task: 'open' as const },
        gold: {
          answers: distinct((asked.answers ?? []).map((answer) => answer.text)).map((answer) => [answer]),
          passages: [passage.id],
          ...(title === '' ? {} : { titles: [title] }),
        },
        context: [passage],
        slices: {},
      }));
    });
  },
});

async function* read(path: string, options: ReadOptions): AsyncGenerator<JsonRecord> {
  for (const file of await chosenFiles(path, options, ['json'])) {
    yield* jsonRecords(file, options.signal, 'data');
  }
}

function shownTitle(title: string): string {
  const spaced = title.replaceAll('_', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    // A title with a percent sign of its own.
    return spaced;
  }
}
