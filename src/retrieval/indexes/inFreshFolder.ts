import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { type ErrorCode, isRagstoneError, RagstoneError, toError } from '../../errors.ts';
import { storeFiles } from '../store/storeFiles.ts';

/** Stands in the name of a folder that is being filled, before what tells its kind. */
const buildingMark = '.building-';

/**
 * Lets `work` fill a folder beside the one asked for and renames it at the end: that appears whole or not at all,
 * whatever happens in between. Only one process at a time may do so (`withBuildLock`).
 *
 * A folder that was left half full by a killed process is given to `work` again when it is of the same `kind`, and is
 * removed when it is of another. Work that fails leaves its folder for the next time too, unless its input is at fault
 * or there is nothing in it but passages, which are quickly written again.
 * @param kind Safe in a file name; the same for work that can go on where the other was stopped.
 * @throws RagstoneError `storage` when the folder holds something already, or the disk is full or read-only.
 */
export async function inFreshFolder<T>(
  asked: string,
  kind: string,
  work: (building: string) => Promise<T>,
): Promise<T> {
  const folder = path.resolve(asked);
  await refuseExisting(folder);
  const building = `${folder}${buildingMark}${kind}`;
  try {
    await mkdir(path.dirname(folder), { recursive: true });
    await removeOthers(folder, building);
    await mkdir(building, { recursive: true });
    const made = await work(building);
    await rename(building, folder);
    return made;
  } catch (error) {
    // What went wrong first is what the user has to know, not that tidying up failed as well.
    await tidyUp(building, error).catch(() => undefined);
    throw storageError(folder, error);
  }
}

async function removeOthers(folder: string, building: string): Promise<void> {
  const parent = path.dirname(folder);
  for (const name of await readdir(parent)) {
    const found = path.join(parent, name);
    if (found !== building && found.startsWith(`${folder}${buildingMark}`))
      await rm(found, { recursive: true });
  }
}

/** Errors that the same input would bring again. */
const faultsOfInput: ReadonlySet<ErrorCode> = new Set([
  'usage',
  'bad-record',
  'bad-file',
  'unknown-name',
  'mismatch',
  'missing-data',
  'unsupported',
]);

async function tidyUp(building: string, error: unknown): Promise<void> {
  const passages: readonly string[] = Object.values(storeFiles);
  const isWorthKeeping = (await readdir(building)).some((name) => !passages.includes(name));
  const isFinal = isRagstoneError(error) && faultsOfInput.has(error.code);
  if (isFinal || !isWorthKeeping) await rm(building, { recursive: true });
}

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
  return new RagstoneError(
    'storage',
    `${reason}: the index was not built. Make room, or name another folder.`,
    {
      place: { file: folder },
      cause: error,
    },
  );
}
