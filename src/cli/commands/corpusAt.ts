import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { detectCorpusFormat } from '../../datasets/detectFormat.ts';
import { findCorpusFormat } from '../../datasets/findFormat.ts';
import { badFile } from '../../io/badFile.ts';
import type { Corpus, DataFile } from '../../ports/dataset.ts';

/** The corpus in a file, folder or archive, called as the file is unless told otherwise. */
export async function corpusAt(
  location: string,
  options: { readonly format?: string; readonly name?: string; readonly signal: AbortSignal },
): Promise<Corpus> {
  const { format: told, signal } = options;
  const format =
    told === undefined ? await detectCorpusFormat(location, { signal }) : await findCorpusFormat(told);
  return {
    name:
      options.name ??
      path.basename(path.resolve(location)).replace(/\.(?:jsonl|json|tsv|zip|tar|gz|parquet)\b.*$/, ''),
    files: await dataFiles(location),
    passages: (reading) => format.passages(location, { signal: reading }),
  };
}

async function dataFiles(location: string): Promise<readonly DataFile[]> {
  try {
    const found = await stat(location);
    if (!found.isDirectory()) return [{ name: path.basename(location), path: location, bytes: found.size }];
    const entries = await readdir(location, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    return await Promise.all(
      files.sort().map(async (file) => ({
        name: path.relative(location, file),
        path: file,
        bytes: (await stat(file)).size,
      })),
    );
  } catch (error) {
    throw badFile(location, error);
  }
}
