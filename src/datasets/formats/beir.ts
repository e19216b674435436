import { basename } from 'node:path';

import { z } from 'zod';

import { RagstoneError } from '../../errors.ts';
import { jsonLines } from '../../io/jsonLines.ts';
import type { Placed } from '../../io/placed.ts';
import type { SourceFile } from '../../io/sourceFile.ts';
import type { QuestionFormat, ReadOptions } from '../../ports/dataset.ts';
import type { Question } from '../../ports/question.ts';
import { beirFiles, onlyFile } from '../reading/beirFiles.ts';
import { beirQrels } from '../reading/beirQrels.ts';
import { checkedRecord } from '../reading/checkedRecord.ts';
import { listed } from '../reading/listed.ts';
import { distinct, id, text } from '../reading/fields.ts';
import { factPairs } from '../reading/hotpotFields.ts';
import { uniqueIds } from '../reading/uniqueIds.ts';

const query = z.object({
  _id: id,
  text,
  metadata: z.looseObject({ answer: text.optional(), supporting_facts: factPairs.optional() }).nullish(),
});

/**
 * BEIR: a folder or archive with `queries.jsonl` and `qrels/<split>.tsv`. The questions are the queries that the split
 * judges, its relevant passages are the gold ids. BEIR has no answers, except that HotpotQA's queries carry answer and
 * supporting facts in their metadata. Without a split `test` is read, or the only one there is.
 * Source: https://github.com/beir-cellar/beir, beir/datasets/data_loader.py.
 */
export const beir: QuestionFormat = {
  name: 'beir',
  questions: (path, options) => uniqueIds(() => judgedQueries(path, options), 'question', path),
};

async function* judgedQueries(path: string, options: ReadOptions): AsyncGenerator<Placed<Question>> {
  const { signal } = options;
  const files = await beirFiles(path, signal);
  const queries = onlyFile(files.queries, 'queries.jsonl', path);
  const qrels = splitOf(files.qrels, path, options.split);
  const relevant = await beirQrels(qrels, signal);
  const missing = new Set(relevant.keys());
  for await (const { value, place } of jsonLines(queries, signal)) {
    const found = checkedRecord(query, value, place);
    const passages = relevant.get(found._id);
    if (passages === undefined) continue;
    missing.delete(found._id);
    yield { value: question(found, passages), place };
  }
  if (missing.size > 0) {
    throw new RagstoneError(
      'bad-record',
      `Judged queries are not in ${queries.name}: ${listed([...missing])}.`,
      { place: { file: qrels.label } },
    );
  }
}

function question(found: z.infer<typeof query>, passages: readonly string[]): Question {
  const { answer, supporting_facts: facts } = found.metadata ?? {};
  return {
    id: found._id,
    asked: { text: found.text, task: 'open' },
    gold: {
      answers: answer === undefined ? [] : [[answer]],
      passages,
      ...(facts ? { facts, titles: distinct(facts.map(({ title }) => title)) } : {}),
    },
    slices: {},
  };
}

function splitOf(qrels: readonly SourceFile[], path: string, split: string | undefined): SourceFile {
  const [only, ...others] = qrels;
  if (split === undefined && only !== undefined && others.length === 0) return only;
  const wanted = `${split ?? 'test'}.tsv`;
  const found = qrels.find(({ name }) => basename(name, '.gz') === wanted);
  if (found !== undefined) return found;
  const names = listed(qrels.map(({ name }) => name));
  throw new RagstoneError(
    'bad-file',
    qrels.length === 0
      ? 'There is no qrels/<split>.tsv in it.'
      : `There are no judgements for the split "${split ?? 'test'}". It holds: ${names}.`,
    { place: { file: path } },
  );
}
