import { z } from 'zod';

import { fileHead } from '../../io/fileHead.ts';
import { jsonRecords, type JsonRecord } from '../../io/jsonRecords.ts';
import { records } from '../../io/records.ts';
import type { QuestionFormat, ReadOptions } from '../../ports/dataset.ts';
import { chosenFiles } from '../reading/chosenFiles.ts';
import { answers, id, text } from '../reading/fields.ts';
import { isMapOfResults } from '../reading/isMapOfResults.ts';
import { recordLayout } from '../reading/recordLayout.ts';
import { savedPassages } from '../reading/savedPassages.ts';

/**
 * Retrieval results: DPR's list with `ctxs`, and Pyserini's map from question number to `contexts`. Without raw text
 * Pyserini's passages have ids only, their text is empty. The list's questions are numbered from 0, as the map's are.
 * `has_answer` is ignored: it is computed here. Sources: https://github.com/facebookresearch/DPR @ a31212dc0a54,
 * castorini/pyserini, scripts/convert_trec_run_to_dpr_retrieval_run.py.
 */
export const dpr: QuestionFormat = recordLayout({
  name: 'dpr',
  schema: z.object({
    id: id.nullish(),
    question: text,
    answers: answers.nullish(),
    ctxs: savedPassages.nullish(),
    contexts: savedPassages.nullish(),
  }),
  read,
  question(record, { key, position }) {
    return {
      id: key ?? record.id ?? String(position),
      asked: { text: record.question, task: 'open' },
      gold: { answers: (record.answers ?? []).map((answer) => [answer]) },
      saved: record.ctxs ?? record.contexts ?? [],
      slices: {},
    };
  },
});

async function* read(path: string, options: ReadOptions): AsyncGenerator<JsonRecord> {
  for (const file of await chosenFiles(path, options, ['json', 'jsonl'])) {
    const { text: head } = await fileHead(file, options.signal);
    yield* isMapOfResults(head) ? jsonRecords(file, options.signal) : records(file, options.signal);
  }
}
