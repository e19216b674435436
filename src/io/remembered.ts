import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { canonicalJson } from './canonicalJson.ts';
import { home } from './home.ts';
import { sha256 } from './sha256.ts';
import { writeAtomic } from './writeAtomic.ts';

/** A file that changed more recently than this could change again without another time of change. */
const settledMs = 2000;

/**
 * A value that was worked out from files and takes long: kept in `<home>/remembered` under their paths, sizes and times
 * of change, and worked out again when one of these differs. Nothing is kept of no files, of files that changed just
 * now, or where the folder cannot be written.
 */
export async function remembered<T>(
  what: string,
  files: readonly string[],
  schema: { parse(value: unknown): T },
  work: () => Promise<T>,
  place: string = home(),
): Promise<T> {
  const states = await Promise.all(files.map(stateOf));
  const settled = states.length > 0 && states.every(({ mtimeMs }) => Date.now() - mtimeMs > settledMs);
  const key = sha256(canonicalJson({ what, files: states })).slice(0, 32);
  const file = path.join(place, 'remembered', `${key}.json`);
  const kept = settled ? await readKept(file, schema) : undefined;
  if (kept !== undefined) return kept.value;
  const value = await work();
  if (settled) await keep(file, value);
  return value;
}

async function stateOf(file: string) {
  const { size, mtimeMs, ino } = await stat(file);
  return { file: path.resolve(file), size, mtimeMs, ino };
}

/** What is missing or cannot be understood was not remembered. */
async function readKept<T>(
  file: string,
  schema: { parse(value: unknown): T },
): Promise<{ readonly value: T } | undefined> {
  try {
    return { value: schema.parse(JSON.parse(await readFile(file, 'utf8'))) };
  } catch {
    return undefined;
  }
}

/** To remember is a convenience: a full or read-only disk is no reason to stop. */
async function keep(file: string, value: unknown): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeAtomic(file, JSON.stringify(value));
  } catch {
    return;
  }
}
