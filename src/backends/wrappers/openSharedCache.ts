import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type AnswerStore, openAnswerStore } from '../store/answerStore.ts';
import { sharedCachePath } from './withCache.ts';

/** The cache that outlives runs, in `RAGSTONE_HOME`. @throws RagstoneError `storage` */
export async function openSharedCache(): Promise<AnswerStore> {
  const file = sharedCachePath();
  await mkdir(path.dirname(file), { recursive: true });
  return openAnswerStore(file);
}
