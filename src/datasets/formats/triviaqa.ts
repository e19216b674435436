import { z } from 'zod';

import { jsonRecords, type JsonRecord } from '../../io/jsonRecords.ts';
import type { QuestionFormat, ReadOptions } from '../../ports/dataset.ts';
import type { Question } from '../../ports/question.ts';
import { chosenFiles } from '../reading/chosenFiles.ts';
import { distinct, text } from '../reading/fields.ts';
import { recordLayout } from '../reading/recordLayout.ts';
import { slicesOf } from '../reading/slicesOf.ts';
import { triviaqaDomain } from '../reading/triviaqaDomain.ts';

const page = z.object({ Filename: text.optional() });
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
  /** The file's, put beside each record by `data`. */
  Domain: z.string().optional(),
});

/**
 * TriviaQA's official JSON. The answer's value comes first, then its aliases; what the official scorer reads
 * (normalised aliases, human answers) is kept apart, empty aliases included. The evidence pages are not gold: nobody
 * looked whether they hold the answer. In the domain `Web` each question stands once for each of its documents with
 * the id `QuestionId--Filename`, as the official scorer counts them; elsewhere, the unfiltered files included, once.
 * Source: https://github.com/mandarjoshi90/triviaqa, utils/dataset_utils.py @ ca43b5820b10.
 */
export const triviaqa: QuestionFormat = recordLayout({
  name: 'triviaqa',
  schema: record,
  read: data,
  question(found) {
    if (found.Domain !== 'Web') return asked(found, found.QuestionId);
    const pages = [...(found.EntityPages ?? []), ...(found.SearchResults ?? [])];
    const documents = distinct(pages.flatMap(({ Filename }) => Filename ?? []));
    return documents.map((name) => asked(found, `${found.QuestionId}--${name}`));
  },
});

function asked(found: z.infer<typeof record>, id: string): Question {
  const { Value, Aliases = [], NormalizedAliases, HumanAnswers = [], Type } = found.Answer ?? {};
  const spellings = distinct([
    ...(Value === undefined ? [] : [Value]),
    ...Aliases.filter((alias) => alias.trim() !== ''),
  ]);
  return {
    id,
    asked: { text: found.Question, task: 'open' },
    gold: {
      answers: [...(spellings.length > 0 ? [spellings] : []), ...HumanAnswers.map((human) => [human])],
      ...(NormalizedAliases === undefined
        ? {}
        : { normalisedAliases: [...NormalizedAliases, ...HumanAnswers] }),
    },
    slices: slicesOf({ type: Type }, ['type']),
  };
}

async function* data(path: string, options: ReadOptions): AsyncGenerator<JsonRecord> {
  for (const file of await chosenFiles(path, options, ['json'])) {
    const Domain = await triviaqaDomain(file, options.signal);
    for await (const found of jsonRecords(file, options.signal, 'Data')) {
      const { value } = found;
      yield typeof value === 'object' ? { ...found, value: { ...value, Domain } } : found;
    }
  }
}
