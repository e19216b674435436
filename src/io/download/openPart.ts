import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { writeAtomic } from '../writeAtomic.ts';
import { storageError } from './storageError.ts';

/** Where the bytes of a part come from, and what must still be true there for the rest to fit on. */
export interface PartOrigin {
  readonly address: string;
  /** A strong ETag or a Last-Modified date, as the server wrote it. */
  readonly validator?: string;
  /** Size of the whole file as the server told it. */
  readonly total?: number;
}

/** A file that is being received: `<name>.part`, with its origin in `<name>.part.json`. */
export interface PartFile extends AsyncDisposable {
  readonly bytes: number;
  readonly origin: PartOrigin | undefined;
  /** Whether it was put together from several answers, which may be of different versions of the file. */
  readonly spliced: boolean;
  append(chunk: Uint8Array): Promise<void>;
  /** Notes that another answer goes on where the part ends. */
  splice(): void;
  /** Forgets what there is. */
  restart(origin?: PartOrigin): Promise<void>;
  /** SHA-256 of the bytes so far. */
  sha256(): string;
  /** Gives the part its name, atomically. The part is closed after that. */
  finish(): Promise<void>;
}

/**
 * Opens or creates the part of `target`; what an earlier process left is hashed again.
 * @throws RagstoneError `storage` when it cannot be written.
 */
export async function openPart(target: string): Promise<PartFile> {
  const path = `${target}.part`;
  const originPath = `${path}.json`;
  const file = await storing(path, open(path, 'a'));
  let hash = createHash('sha256');
  let bytes = 0;
  const { size } = await file.stat();
  if (size > 0) {
    for await (const chunk of createReadStream(path, { end: size - 1 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  }
  let origin = bytes === 0 ? undefined : await readOrigin(originPath);
  let spliced = bytes > 0;
  let finished = false;
  return {
    get bytes() {
      return bytes;
    },
    get origin() {
      return origin;
    },
    get spliced() {
      return spliced;
    },
    async append(chunk) {
      await storing(path, file.appendFile(chunk));
      hash.update(chunk);
      bytes += chunk.length;
    },
    splice() {
      spliced = true;
    },
    async restart(next) {
      if (bytes > 0) await storing(path, file.truncate(0));
      hash = createHash('sha256');
      bytes = 0;
      spliced = false;
      origin = next;
      await storing(path, writeAtomic(originPath, JSON.stringify(next ?? null)));
    },
    sha256: () => hash.copy().digest('hex'),
    async finish() {
      await storing(path, file.datasync());
      await file.close();
      await storing(path, rename(path, target));
      finished = true;
      await rm(originPath, { force: true });
    },
    async [Symbol.asyncDispose]() {
      // Closing twice does no harm.
      await file.close();
      if (finished || bytes > 0) return;
      await rm(path, { force: true });
      await rm(originPath, { force: true });
    },
  };
}

async function storing<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storageError(path, error);
  }
}

/** A part without a readable origin is still a part: it can be resumed where the hash of the whole is known. */
async function readOrigin(path: string): Promise<PartOrigin | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('address' in value)) return undefined;
    if (typeof value.address !== 'string') return undefined;
    return {
      address: value.address,
      ...('validator' in value && typeof value.validator === 'string' && { validator: value.validator }),
      ...('total' in value && typeof value.total === 'number' && { total: value.total }),
    };
  } catch {
    return undefined;
  }
}
