import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { RagstoneError } from '../errors.ts';
import { siblingModule } from '../io/siblingModule.ts';
import type { Measure } from './measure.ts';

/**
 * Every measure there is: those that the files of `answers/` and `retrieval/` export under their own names.
 * A file added there is a family of measures added, with nothing else to edit.
 */
export async function loadMeasures(): Promise<readonly Measure[]> {
  const families = await Promise.all(['answers', 'retrieval'].map(loadFolder));
  return families.flat();
}

async function loadFolder(folder: string): Promise<readonly Measure[]> {
  const files = await readdir(fileURLToPath(new URL(`./${folder}/`, import.meta.url)));
  // `.ts` from source, `.js` from dist, where `.d.ts` lie beside them.
  const names = files
    .filter((file) => /^\w+\.[jt]s$/u.test(file))
    .map((file) => file.slice(0, -3))
    .sort();
  const families = await Promise.all(names.map((name) => loadFamily(`${folder}/${name}`, name)));
  return families.flat();
}

async function loadFamily(path: string, name: string): Promise<readonly Measure[]> {
  const module: Readonly<Record<string, readonly Measure[]>> = await import(
    siblingModule(import.meta.url, path).href
  );
  const family = module[name];
  if (family === undefined) {
    throw new RagstoneError(
      'internal',
      `scoring/${path} does not export its measures as "${name}". Name the export as the file.`,
    );
  }
  return family;
}
