import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { isRagstoneError, RagstoneError, toError } from '../../errors.ts';

/**
 * Lets `work` fill a temporary folder beside the one asked for and renames it at the end: that appears whole or not at
 * all, whatever happens in between.
 * @throws RagstoneError `storage` when the folder holds something already, or the disk is full or read-only.
 */
export async function inFreshFolder<T>(asked: string, work: (building: string) => Promise<T>): Promise<T> {
  const folder = path.resolve(asked);
  await refuseExisting(folder);
  const building = `${folder}${buildingMark}${process.pid}`;
  try {
    await mkdir(path.dirname(folder), { recursive: true });
    await rm(building, { recursive: true, force: true });
    await mkdir(building);
    const made = await work(building);
    await rename(building, folder);
    return made;
  } catch (error) {
    // What went wrong first is what the user has to know, not that tidying up failed as well.
    await rm(building, { recursive: true, force: true }).catch(() => undefined);
    throw storageError(folder, error);
  }
}

/** Stands in the name of a folder that is being filled, before the number of the process that fills it. */
export const buildingMark = '.building-';

async function refuseExisting(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => undefined);
  if (entries === undefined || entries.length === 0) return;
  throw new RagstoneError('storage', 'The folder is not empty: name another one, or remove it first.', {
    place: { file: folder },
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full',
  EDQUOT: 'The disk quota is used up',
  EACCES: 'The folder may not be written',
  EPERM: 'The folder may not be written',
  EROFS: 'The file system is read-only',
};

/** What the operating system refused as `storage`; everything else stays what it is. */
export function storageError(folder: string, thrown: unknown): Error {
  if (isRagstoneError(thrown)) return thrown;
  const error = toError(thrown);
  if (!('syscall' in error) || !('code' in error)) return error;
  const reason = reasons[String(error.code)] ?? `The folder cannot be written (${error.message})`;
  return new RagstoneError('storage', `${reason}: nothing was written. Make room, or name another folder.`, {
    place: { file: folder },
    cause: error,
  });
}
