import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { storageError } from './inFreshFolder.ts';

const holder = z.object({ pid: z.number(), host: z.string() });

type Holder = z.infer<typeof holder>;

/** A lock file without content was left by a process that died while it wrote it, once it is this old. */
const emptyIsStaleMs = 10_000;

/**
 * Runs `work` while no other process does so under the same lock file; others wait. A lock whose process is gone is
 * taken over; one of another machine is waited for. The lock file's folder is made where it is missing.
 * @param options.onWait Called once, with who holds the lock, when there is somebody to wait for.
 */
export async function withBuildLock<T>(
  file: string,
  options: { readonly signal: AbortSignal; readonly onWait?: (message: string) => void },
  work: () => Promise<T>,
): Promise<T> {
  let told = false;
  while (!(await taken(file))) {
    const other = await readHolder(file);
    if (other !== 'none' && (await isStale(file, other))) await rm(file, { force: true });
    else if (!told) {
      told = true;
      options.onWait?.(waiting(file, other));
    }
    // A sleep that is cut short rejects with an error of its own, not with the signal's reason.
    await sleep(100, undefined, { signal: options.signal }).catch(() => options.signal.throwIfAborted());
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function taken(file: string): Promise<boolean> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw storageError(path.dirname(file), error);
  }
}

async function readHolder(file: string): Promise<Holder | 'unreadable' | 'none'> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return 'none';
  try {
    return holder.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

async function isStale(file: string, other: Holder | 'unreadable'): Promise<boolean> {
  if (other !== 'unreadable') return other.host === hostname() && !isAlive(other.pid);
  const age = await stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  return age > emptyIsStaleMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function waiting(file: string, other: Holder | 'unreadable' | 'none'): string {
  const who = typeof other === 'string' ? 'Another process' : `Process ${other.pid} on ${other.host}`;
  return `${who} builds this index; waiting for it. If it is gone for good, remove ${file}.`;
}
