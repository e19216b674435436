import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { download, type Downloaded, type DownloadOptions } from '../../../src/io/download/download.ts';

/** A temporary folder that receives `file`, without waiting between tries. */
export async function downloadFolder(): Promise<
  AsyncDisposable & {
    readonly folder: string;
    readonly file: string;
    get(addresses: string | readonly string[], more?: Partial<DownloadOptions>): Promise<Downloaded>;
  }
> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ragstone-download-'));
  const file = path.join(folder, 'inner', 'data.json');
  return {
    folder,
    file,
    get: (addresses, more = {}) =>
      download({
        addresses: typeof addresses === 'string' ? [addresses] : addresses,
        to: file,
        wanted: {},
        signal: new AbortController().signal,
        patience: { retries: 2, waitMs: () => 0 },
        ...more,
      }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Bytes that differ at every place where a part could wrongly be joined. */
export function bytes(length: number, seed = 1): Buffer {
  const content = Buffer.alloc(length);
  let state = seed;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    content[index] = state >>> 24;
  }
  return content;
}

export function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
