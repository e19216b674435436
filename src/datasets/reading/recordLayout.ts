import type { ZodType } from 'zod';

import type { FaultPlace } from '../../errors.ts';
import type { JsonRecord } from '../../io/jsonRecords.ts';
import type { Placed } from '../../io/placed.ts';
import { records } from '../../io/records.ts';
import type { QuestionFormat, ReadOptions } from '../../ports/dataset.ts';
import type { Question } from '../../ports/question.ts';
import { checkedRecord } from './checkedRecord.ts';
import { chosenFiles } from './chosenFiles.ts';
import { uniqueIds } from './uniqueIds.ts';

/** Where a record stands. */
export interface RecordPlace {
  readonly place: FaultPlace;
  /** From 0, over all files. */
  readonly position: number;
  /** Its key, where the records are the members of an object. */
  readonly key?: string;
}

/** A layout in which each record is checked by itself and becomes a question, or several. */
export interface RecordLayout<T> {
  readonly name: string;
  /** The record's schema, or which one it is by a look at the record. */
  readonly schema: ZodType<T> | ((value: unknown) => ZodType<T>);
  question(record: T, at: RecordPlace): Question | readonly Question[];
  /** How the records are read. Default: JSON array, JSON Lines or Parquet, in the file or the split's files. */
  readonly read?: (path: string, options: ReadOptions) => AsyncIterable<JsonRecord>;
}

/** The format of such a layout: streams, checks each record and refuses ids that come twice. */
export function recordLayout<T>(layout: RecordLayout<T>): QuestionFormat {
  const read = layout.read ?? defaultRecords;
  async function* placed(path: string, options: ReadOptions): AsyncGenerator<Placed<Question>> {
    let position = 0;
    for await (const { value, place, key } of read(path, options)) {
      const schema = typeof layout.schema === 'function' ? layout.schema(value) : layout.schema;
      const record = checkedRecord(schema, value, place);
      const made = layout.question(record, { place, position, ...(key === undefined ? {} : { key }) });
      for (const question of Array.isArray(made) ? made : [made])
        yield { value: question as Question, place };
      position++;
    }
  }
  return {
    name: layout.name,
    questions: (path, options) => uniqueIds(() => placed(path, options), 'question', path),
  };
}

async function* defaultRecords(path: string, options: ReadOptions): AsyncGenerator<JsonRecord> {
  for (const file of await chosenFiles(path, options, ['jsonl', 'json', 'parquet'])) {
    yield* records(file, options.signal);
  }
}
