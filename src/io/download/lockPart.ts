import { readFile, rm, writeFile } from 'node:fs/promises';
import { RagstoneError } from '../../errors.ts';
import { storageError } from './storageError.ts';

/**
 * Takes the right to write the part of `target`. A lock whose process is gone is taken over.
 * @throws RagstoneError `locked` when a living process holds it, `storage` when the folder cannot be written.
 */
export async function lockPart(target: string): Promise<AsyncDisposable> {
  const lock = `${target}.part.lock`;
  if (!(await created(lock))) {
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (isAlive(holder)) throw lockedError(target, lock, holder);
    await rm(lock, { force: true });
    if (!(await created(lock))) throw lockedError(target, lock, undefined);
  }
  return { [Symbol.asyncDispose]: () => rm(lock, { force: true }) };
}

async function created(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw storageError(lock, error);
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function lockedError(target: string, lock: string, holder: number | undefined): RagstoneError {
  const who = holder === undefined ? 'Another process' : `Process ${holder}`;
  return new RagstoneError(
    'locked',
    `${who} is receiving this file. Wait for it, or remove ${lock} if it is not running any more.`,
    { place: { file: target } },
  );
}
