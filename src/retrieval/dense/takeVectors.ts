import { constants } from 'node:fs';
import { copyFile, readdir } from 'node:fs/promises';
import path from 'node:path';

import { denseFiles } from './denseFiles.ts';

const { float32, float16, journal } = denseFiles;

/** Copies the vectors of another index, with what says how they were made, into a folder that has none yet. */
export async function takeVectors(from: string, folder: string): Promise<void> {
  const held = await readdir(folder);
  if (held.includes(journal)) return;
  const there = await readdir(from);
  // The journal last: without it vectors do not count.
  for (const name of [float32, float16, journal].filter((each) => there.includes(each))) {
    await copyFile(path.join(from, name), path.join(folder, name), constants.COPYFILE_FICLONE);
  }
}
