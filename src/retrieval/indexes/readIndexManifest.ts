import { readFile, stat } from 'node:fs/promises';
import { endianness } from 'node:os';
import path from 'node:path';

import { RagstoneError } from '../../errors.ts';
import { badFile } from '../../io/badFile.ts';
import { type IndexManifest, indexManifest, indexVersion, manifestFile } from './indexManifest.ts';
import { refuseMismatch } from './refuseMismatch.ts';

/**
 * Reads what an index folder says of itself and checks that all its files are there, whole.
 * @throws RagstoneError `bad-file` (no index, damaged, cut short) or `mismatch` (another version or byte order).
 */
export async function readIndexManifest(folder: string): Promise<IndexManifest> {
  const file = path.join(folder, manifestFile);
  const value = await readJson(file);
  if (typeof value !== 'object' || value === null || !('ragstoneIndex' in value)) throw noIndex(file);
  refuseMismatch(file, 'ragstoneIndex', value.ragstoneIndex, indexVersion);
  const parsed = indexManifest.safeParse(value);
  if (!parsed.success) throw noIndex(file, parsed.error);
  refuseMismatch(file, 'byteOrder', parsed.data.byteOrder, endianness());
  await Promise.all(parsed.data.files.map(({ name, bytes }) => checkSize(path.join(folder, name), bytes)));
  return parsed.data;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw noIndex(file, error);
    throw badFile(file, error);
  }
}

function noIndex(file: string, cause?: unknown): RagstoneError {
  const message = 'This is not the description of a Ragstone index: build it with "ragstone index build".';
  return new RagstoneError('bad-file', message, { place: { file }, cause });
}

async function checkSize(file: string, bytes: number): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    throw badFile(file, error);
  });
  if (found.size === bytes) return;
  throw new RagstoneError(
    'bad-file',
    `The file has ${found.size} bytes instead of ${bytes}: the index is damaged, remove its folder and build it again.`,
    { place: { file } },
  );
}
