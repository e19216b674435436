import { z } from 'zod';

import { jsonRecords, type JsonRecord } from '../../io/jsonRecords.ts';
import type { QuestionFormat, ReadOptions } from '../../ports/dataset.ts';
import type { Question } from '../../ports/question.ts';
import { chosenFiles } from '../reading/chosenFiles.ts';
import { distinct, text } from '../reading/fields.ts';
import { recordLayout } from '../reading/recordLayout.ts';
import { slicesOf } from '../reading/slicesOf.ts';

const page = z.object({ Filename: text.optional(), Title: z.string().optional() });
const answer = z.object({
  Value: text.optional(),
  Aliases: z.array(z.string()).optional(),
  NormalizedAliases: z.array(z.string()).optional(),
  HumanAnswers: z.array(z.string()).optional(),
  Type: z.string().optional(),
});
const record = z.object({
  QuestionId: text,
  Question: text,
  Answer: answer.nullish(),
  EntityPages: z.array(page).nullish(),
  SearchResults: z.array(page).nullish(),
});

/**
 * TriviaQA's official JSON. The answer's value comes first, then its aliases; what the official scorer reads
 * (normalised aliases, human answers) is kept apart, empty aliases included. Gold titles are those of the evidence
 * pages. In the Web domain, whose records carry `SearchResults`, each question stands once for each of its documents
 * with the id `QuestionId--Filename`, as the official scorer counts them.
 * Source: https://github.com/mandarjoshi90/triviaqa, utils/dataset_utils.py @ ca43b5820b10.
 */
export const triviaqa: QuestionFormat = recordLayout({
  name: 'triviaqa',
  schema: record,
  read: data,
  question(found) {
    const pages = found.EntityPages ?? [];
    if (!found.SearchResults) return asked(found, found.QuestionId, pages);
    const documents = [...pages, ...found.SearchResults].flatMap(({ Filename }) => Filename ?? []);
    return distinct(documents).map((name) =>
      asked(
        found,
        `${found.QuestionId}--${name}`,
        pages.filter(({ Filename }) => Filename === name),
      ),
    );
  },
});

function asked(found: z.infer<typeof record>, id: string, pages: readonly z.infer<typeof page>[]): Question {
  const { Value, Aliases = [], NormalizedAliases, HumanAnswers = [], Type } = found.Answer ?? {};
  const spellings = distinct([
    ...(Value === undefined ? [] : [Value]),
    ...Aliases.filter((alias) => alias.trim() !== ''),
  ]);
  const titles = distinct(pages.flatMap(({ Title }) => (Title === undefined || Title === '' ? [] : [Title])));
  return {
    id,
    asked: { text: found.Question, task: 'open' },
    gold: {
      answers: [...(spellings.length > 0 ? [spellings] : []), ...HumanAnswers.map((human) => [human])],
      ...(NormalizedAliases === undefined
        ? {}
        : { normalisedAliases: [...NormalizedAliases, ...HumanAnswers] }),
      ...(titles.length > 0 ? { titles } : {}),
    },
    slices: slicesOf({ type: Type }, ['type']),
  };
}

async function* data(path: string, options: ReadOptions): AsyncGenerator<JsonRecord> {
  for (const file of await chosenFiles(path, options, ['json'])) {
    yield* jsonRecords(file, options.signal, 'Data');
  }
}
