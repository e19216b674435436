import { statfs } from 'node:fs/promises';
import { RagstoneError } from '../../errors.ts';

/** @throws RagstoneError `storage` when a folder's disk has less than `bytes` left */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  if (bytes <= 0) return;
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new RagstoneError(
    'storage',
    `${bytes} bytes are needed and ${free} are free. Free some space, or set RAGSTONE_HOME to a folder on another disk.`,
    { place: { file: folder } },
  );
}
