import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { badFile } from '../badFile.ts';
import type { Wanted } from './attempt.ts';
import type { Downloaded } from './download.ts';
import { lockPart } from './lockPart.ts';
import { openPart } from './openPart.ts';
import { requireSpace } from './requireSpace.ts';
import { settlePart } from './settlePart.ts';
import { storageError } from './storageError.ts';

/**
 * Writes a stream (a file of a mirror folder, a member of an archive) as `download` does: aside, checked, then named.
 * `address` says in errors and receipts where it comes from.
 * @throws RagstoneError `download` for other bytes than wanted, `bad-file` when the stream fails, `storage`, `locked`; the
 * signal's reason when aborted.
 */
export async function keepChecked(
  stream: AsyncIterable<Buffer>,
  address: string,
  to: string,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Downloaded> {
  await mkdir(path.dirname(to), { recursive: true }).catch((error: unknown) => {
    throw storageError(path.dirname(to), error);
  });
  await using _lock = await lockPart(to);
  await using part = await openPart(to);
  await part.restart();
  await requireSpace(path.dirname(to), wanted.bytes ?? 0);
  try {
    for await (const chunk of stream) {
      signal.throwIfAborted();
      await part.append(chunk);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw badFile(address, error);
  }
  await settlePart(part, address, wanted);
  const { bytes } = part;
  const sha256 = part.sha256();
  await part.finish();
  return { address, bytes, sha256 };
}
