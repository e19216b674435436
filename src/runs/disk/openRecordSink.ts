import { toError } from '../../errors.ts';
import type { QuestionRecord } from '../../ports/record.ts';
import { openAppendLog, type AppendLog } from './openAppendLog.ts';
import { openTextLog } from './openTextLog.ts';
import { runLayout } from './runLayout.ts';

/** Where one writer's records and texts go. */
export interface RecordSink extends AsyncDisposable {
  /** Keeps a passage or prompt and gives its hash. */
  readonly keep: (text: string) => string;
  /** Resolves when the record, and before it its texts, survive the process. @throws RagstoneError `storage` */
  write(record: QuestionRecord): Promise<void>;
}

/** Milliseconds after which what was written survives a loss of power too. */
const syncEvery = 1000;

/**
 * The files of one writer in a run's folder: a file a cell, opened when its first record comes, and one for
 * texts. Each record is on its way to the disk when `write` resolves; every second it is made to arrive there.
 */
export async function openRecordSink(folder: string, writer: string): Promise<RecordSink> {
  const texts = await openTextLog(runLayout.texts(folder, writer));
  const cells = new Map<string, Promise<AppendLog>>();
  let failure: Error | undefined;
  const syncAll = async (): Promise<void> => {
    await texts.sync();
    for (const cell of cells.values()) await (await cell).sync();
  };
  const timer = setInterval(() => {
    syncAll().catch((error: unknown) => {
      failure ??= toError(error);
    });
  }, syncEvery);
  return {
    keep: (text) => texts.keep(text),
    async write(record) {
      if (failure !== undefined) throw failure;
      await texts.settled();
      let cell = cells.get(record.cell);
      if (cell === undefined) {
        cell = openAppendLog(runLayout.records(folder, record.cell, writer));
        cells.set(record.cell, cell);
      }
      await (await cell).append(record);
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      const opened = await Promise.allSettled(cells.values());
      await texts[Symbol.asyncDispose]();
      for (const cell of opened) if (cell.status === 'fulfilled') await cell.value[Symbol.asyncDispose]();
    },
  };
}
