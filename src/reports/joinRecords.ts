import type { QuestionRecord } from '../ports/record.ts';
import { readRecords } from '../runs/disk/readRun.ts';

/** What several cells have of one question; a cell that has nothing yet has `undefined`. */
export interface JoinedRecords {
  /** The question's position in the sample. */
  readonly position: number;
  /** In the order of the cells asked for. */
  readonly records: readonly (QuestionRecord | undefined)[];
}

/** Walks several cells side by side, question by question. Memory: one record a cell. */
export async function* joinRecords(
  folder: string,
  cells: readonly string[],
  questions: number,
): AsyncGenerator<JoinedRecords> {
  const streams = cells.map((cell) => readRecords(folder, cell)[Symbol.asyncIterator]());
  try {
    const heads = await Promise.all(streams.map(async (stream) => (await stream.next()).value));
    for (let position = 0; position < questions; position++) {
      const records = heads.map((head) => (head?.position === position ? head : undefined));
      yield { position, records };
      await Promise.all(
        streams.map(async (stream, at) => {
          if (records[at] !== undefined) heads[at] = (await stream.next()).value;
        }),
      );
    }
  } finally {
    await Promise.all(streams.map((stream) => stream.return(undefined)));
  }
}
