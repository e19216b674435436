import { pipeline, Readable } from 'node:stream';

import { type Extract, extract } from 'tar-stream';

import { RagstoneError } from '../errors.ts';
import { badFile } from './badFile.ts';
import type { SourceFile } from './sourceFile.ts';
import { unwrapped } from './unwrapped.ts';

/**
 * The files inside a tar, plain or compressed, in its order. A tar has no index: listing it, and reaching a member,
 * reads all that comes before.
 * @throws RagstoneError `bad-file`.
 */
export async function tarFiles(archive: SourceFile, signal: AbortSignal): Promise<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  try {
    for await (const entry of entriesOf(archive, signal)) {
      entry.resume();
      if (entry.header.type !== 'file') continue;
      const { name } = entry.header;
      const label = `${archive.label}/${name}`;
      files.push({
        name,
        label,
        bytes: (its) => unwrapped(memberBytes(archive, name, label, its), label, its),
      });
    }
  } catch (error) {
    throw badFile(archive.label, error);
  }
  return files;
}

function entriesOf(archive: SourceFile, signal: AbortSignal): Extract {
  const entries = extract();
  // A failure of the source reaches the reader through `entries`, which `pipeline` destroys with it.
  pipeline(Readable.from(archive.bytes(signal)), entries, () => undefined);
  return entries;
}

async function* memberBytes(
  archive: SourceFile,
  name: string,
  label: string,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  for await (const entry of entriesOf(archive, signal)) {
    if (entry.header.type === 'file' && entry.header.name === name) {
      yield* entry as AsyncIterable<Buffer>;
      return;
    }
    entry.resume();
  }
  throw new RagstoneError('bad-file', 'The archive changed while it was read.', { place: { file: label } });
}
