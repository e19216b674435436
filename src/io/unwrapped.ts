import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { RagstoneError } from '../errors.ts';
import { badFile } from './badFile.ts';
import { fileKind, fileKindBytes } from './fileKind.ts';
import { peek } from './peek.ts';

const unreadable: ReadonlySet<string> = new Set(['zstd', 'bzip2', 'xz', '7z']);

/**
 * Streams bytes as they are, or decompressed when they begin as gzip does (several members included).
 * @throws RagstoneError `bad-file`, naming `label`, for damaged data and for compressions that are not known.
 */
export async function* unwrapped(
  bytes: AsyncIterable<Buffer>,
  label: string,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  try {
    const { head, all, close } = await peek(bytes, fileKindBytes);
    const kind = fileKind(head);
    if (unreadable.has(kind)) {
      await close();
      throw new RagstoneError('bad-file', `This is ${kind} data, which is not read here: unpack it first.`, {
        place: { file: label },
      });
    }
    for await (const chunk of kind === 'gzip' ? gunzipped(all) : all) {
      signal.throwIfAborted();
      yield chunk;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw badFile(label, error);
  }
}

function gunzipped(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  // A failure of either end reaches the reader through `gunzip`, which `pipeline` destroys with it.
  pipeline(Readable.from(bytes), gunzip, () => undefined);
  return gunzip;
}
