import { open } from 'node:fs/promises';
import path from 'node:path';

import { badFile } from '../../io/badFile.ts';
import type { Passage } from '../../ports/passage.ts';
import { readArray } from '../arrays/arrayFile.ts';
import { hash32 } from '../arrays/hash32.ts';
import { type HashIndex, positionsOfHash } from '../arrays/hashIndex.ts';
import type { PassageStore } from './passageStore.ts';
import { readRecord } from './readRecord.ts';
import { storeFiles } from './storeFiles.ts';

/**
 * Opens the passages of an index folder. Texts stay on disk and are read by offset; 24 bytes a passage are held in
 * memory.
 * @throws RagstoneError `bad-file` when a file is missing or cut short.
 */
export async function openPassageStore(folder: string): Promise<PassageStore> {
  const records = path.join(folder, storeFiles.records);
  const [offsets, ids, titles] = await Promise.all([
    readArray(path.join(folder, storeFiles.offsets), 'f64'),
    readArray(path.join(folder, storeFiles.ids), 'u32'),
    readArray(path.join(folder, storeFiles.titles), 'u32'),
  ]);
  const file = await open(records).catch((error: unknown) => {
    throw badFile(records, error);
  });
  const passagesAt = (positions: readonly number[]): Promise<readonly Passage[]> =>
    Promise.all(positions.map((position) => readRecord({ file, label: records, offsets }, position)));
  const positionsOf = async (
    index: HashIndex,
    key: 'id' | 'title',
    value: string,
  ): Promise<readonly number[]> => {
    const candidates = positionsOfHash(index, hash32(value));
    const passages = await passagesAt(candidates);
    return candidates.filter((_, at) => passages[at]?.[key] === value);
  };
  return {
    count: offsets.length - 1,
    passagesAt,
    positionsOfId: (id) => positionsOf(ids, 'id', id),
    positionsOfTitle: (title) => positionsOf(titles, 'title', title),
    mayHoldId: (id) => positionsOfHash(ids, hash32(id)).length > 0,
    [Symbol.asyncDispose]: () => file.close(),
  };
}
