import { randomUUID } from 'node:crypto';
import { mkdir, rename, symlink } from 'node:fs/promises';
import path from 'node:path';
import { storageError } from '../../io/download/storageError.ts';

/**
 * Makes a file of a snapshot a link to its blob, in place of what stands there. Where the disk has no links the blob
 * itself is moved there, as the hub's own library does.
 * @throws RagstoneError `storage`
 */
export async function linkSnapshot(
  blob: string,
  pointer: string,
  link: (target: string, path: string) => Promise<void> = symlink,
): Promise<void> {
  const temporary = `${pointer}.${randomUUID()}.tmp`;
  try {
    await mkdir(path.dirname(pointer), { recursive: true });
    await link(path.relative(path.dirname(pointer), blob), temporary);
    await rename(temporary, pointer);
  } catch (error) {
    if (!hasNoLinks(error)) throw storageError(pointer, error);
    await rename(blob, pointer);
  }
}

function hasNoLinks(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(String(error.code))
  );
}
