import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turnEnds } from 'node:timers/promises';
import { RagstoneError, toError } from '../../errors.ts';

/** An append-only JSON Lines file with one writer. */
export interface AppendLog extends AsyncDisposable {
  /**
   * Writes one line; when it resolves, the line survives the process. Lines that come in one turn of the event loop, or
   * while another write is on its way, go together, and fail together.
   */
  append(value: unknown): Promise<void>;
  /** When it resolves, everything appended survives a loss of power. */
  sync(): Promise<void>;
}

/**
 * Opens the file for appending and cuts off a last line that a crash left torn. Only the holder of the writer's
 * lock may call this. What cannot be written whole is taken back, so what is on disk stays readable.
 * @throws RagstoneError `storage` when the file cannot be opened or written (disk full, read-only …)
 */
export async function openAppendLog(file: string): Promise<AppendLog> {
  const handle = await openForAppending(file);
  let size = await cutTornLine(handle);
  let dirty = false;
  let queue: Promise<void> = Promise.resolve();
  const enqueue = (work: () => Promise<void>): Promise<void> => {
    const done = queue.then(work);
    queue = done.catch(() => undefined); // The caller of this piece gets its error; the next piece is tried on its own.
    return done;
  };
  let gathered: string[] = [];
  let write: Promise<void> | undefined;
  const writeGathered = async (): Promise<void> => {
    // Whatever ends in this turn of the event loop goes along.
    await turnEnds();
    const lines = Buffer.from(gathered.join(''));
    gathered = [];
    write = undefined;
    try {
      await handle.appendFile(lines);
      size += lines.length;
      dirty = true;
    } catch (error) {
      await takeBack(handle, size);
      throw storageError(file, error);
    }
  };
  return {
    append(value) {
      gathered.push(`${JSON.stringify(value)}\n`);
      write ??= enqueue(writeGathered);
      return write;
    },
    sync: () =>
      enqueue(async () => {
        if (!dirty) return;
        await handle.datasync();
        dirty = false;
      }),
    async [Symbol.asyncDispose]() {
      await queue;
      if (dirty) await handle.datasync();
      await handle.close();
    },
  };
}

async function openForAppending(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'a+');
  } catch (error) {
    throw storageError(file, error);
  }
}

/** The size of the whole lines, to which the file is cut. */
async function cutTornLine(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  const block = Buffer.allocUnsafe(64 * 1024);
  let end = size;
  while (end > 0) {
    const from = Math.max(0, end - block.length);
    const { bytesRead } = await handle.read(block, 0, end - from, from);
    const feed = block.subarray(0, bytesRead).lastIndexOf(10);
    if (feed !== -1) {
      end = from + feed + 1;
      break;
    }
    end = from;
  }
  if (end < size) await handle.truncate(end);
  return end;
}

async function takeBack(handle: FileHandle, size: number): Promise<void> {
  try {
    await handle.truncate(size);
  } catch {
    // A device that refuses writes may refuse this too; the torn line is then cut when the file is opened next.
  }
}

function storageError(file: string, thrown: unknown): RagstoneError {
  const cause = toError(thrown);
  const why = 'code' in cause && cause.code === 'ENOSPC' ? 'the disk is full' : cause.message;
  return new RagstoneError(
    'storage',
    `Cannot write ${path.basename(file)}: ${why}. What was written before is safe; make room or give another folder with --out, then continue with --resume.`,
    { cause, input: file },
  );
}
