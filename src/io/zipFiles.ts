import { crc32 } from 'node:zlib';

import { type Entry, openPromise } from 'yauzl';

import { RagstoneError } from '../errors.ts';
import { badFile } from './badFile.ts';
import type { SourceFile } from './sourceFile.ts';
import { unwrapped } from './unwrapped.ts';

/** The files inside a zip, in its order. @throws RagstoneError `bad-file`. */
export async function zipFiles(path: string): Promise<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  try {
    for await (const entry of entriesOf(path)) {
      if (entry.fileName.endsWith('/')) continue;
      const label = `${path}/${entry.fileName}`;
      files.push({
        name: entry.fileName,
        label,
        bytes: (signal) =>
          unwrapped(memberBytes(path, entry.relativeOffsetOfLocalHeader, label), label, signal),
      });
    }
  } catch (error) {
    throw badFile(path, error);
  }
  return files;
}

async function* entriesOf(path: string): AsyncGenerator<Entry> {
  const zip = await openPromise(path, { lazyEntries: true });
  yield* zip.eachEntry();
}

async function* memberBytes(path: string, offset: number, label: string): AsyncGenerator<Buffer> {
  const zip = await openPromise(path, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.relativeOffsetOfLocalHeader !== offset) continue;
    if (entry.isEncrypted()) {
      throw new RagstoneError('bad-file', 'This member is encrypted: unpack the archive first.', {
        place: { file: label },
      });
    }
    let sum = 0;
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
    // yauzl compares lengths only.
    if (sum !== entry.crc32) {
      throw new RagstoneError(
        'bad-file',
        'The compressed data is damaged (CRC-32 differs): get the file again.',
        {
          place: { file: label },
        },
      );
    }
    return;
  }
  throw new RagstoneError('bad-file', 'The archive changed while it was read.', { place: { file: label } });
}
