import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { RagstoneError } from '../../errors.ts';
import { runLayout } from './runLayout.ts';
import { overlaps, parseWriter, writerOf, type Shard } from './shard.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Takes the right to write a shard's files of a run. A lock whose process is gone is taken over.
 * @throws RagstoneError `locked` when a living process writes the same questions, whatever its sharding
 */
export async function lockWriter(folder: string, shard: Shard): Promise<AsyncDisposable> {
  const file = runLayout.lock(folder, writerOf(shard));
  for (const name of await readdir(folder)) {
    const other = name.endsWith('.lock') ? parseWriter(name.slice(0, -'.lock'.length)) : undefined;
    if (other === undefined || !overlaps(shard, other)) continue;
    const holder = await readHolder(path.join(folder, name));
    if (holder === undefined) continue;
    if (isAlive(holder)) throw lockedError(folder, name, holder);
    await rm(path.join(folder, name), { force: true });
  }
  const whole = `${file}.${process.pid}.tmp`;
  try {
    // Written aside and linked, so that a lock is never seen half-written.
    await writeFile(whole, JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder));
    await link(whole, file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw lockedError(folder, path.basename(file), await readHolder(file));
    }
    throw new RagstoneError('storage', `Cannot write in ${folder}: choose another folder with --out.`, {
      cause: error,
      input: folder,
    });
  } finally {
    await rm(whole, { force: true });
  }
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return undefined; // Released meanwhile.
  }
}

/** A process on another machine cannot be asked and counts as alive. */
function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid) return true;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function lockedError(folder: string, name: string, holder: Holder | undefined): RagstoneError {
  const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return new RagstoneError(
    'locked',
    `${who} is writing the run ${path.basename(folder)}. Wait for it, or remove ${name} there if it is not running any more.`,
    { input: folder },
  );
}
