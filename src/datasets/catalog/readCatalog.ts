import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { RagstoneError, toError } from '../../errors.ts';
import { packagedPath } from '../../io/packagedPath.ts';
import { catalogSchema, type Catalog } from './catalogSchema.ts';

/**
 * The catalog of public datasets that ships with Ragstone, or another file in its form.
 * @throws RagstoneError `bad-file` when it is missing, not YAML, or not in that form.
 */
export async function readCatalog(path: string = packagedPath('datasets/catalog.yaml')): Promise<Catalog> {
  let value: unknown;
  try {
    value = parse(await readFile(path, 'utf8'), { merge: true });
  } catch (error) {
    throw new RagstoneError('bad-file', `The catalog cannot be read: ${toError(error).message}`, {
      place: { file: path },
      cause: error,
    });
  }
  const parsed = catalogSchema.safeParse(value);
  if (!parsed.success) {
    throw new RagstoneError('bad-file', `This is not a catalog:\n${z.prettifyError(parsed.error)}`, {
      place: { file: path },
      cause: parsed.error,
    });
  }
  checkReferences(parsed.data, path);
  return parsed.data;
}

function checkReferences(catalog: Catalog, path: string): void {
  const fault = (what: string): RagstoneError =>
    new RagstoneError('bad-file', what, { place: { file: path } });
  for (const [name, { corpus, splits }] of Object.entries(catalog.datasets)) {
    if (name in catalog.corpora) throw fault(`"${name}" is a dataset and a corpus; names are shared.`);
    for (const wanted of [corpus, ...splits.map((split) => split.corpus ?? corpus)]) {
      if (wanted !== 'contexts' && !(wanted in catalog.corpora)) {
        throw fault(`"${name}" names the corpus "${wanted}", which is not in the catalog.`);
      }
    }
  }
  const entries = [
    ...Object.entries(catalog.datasets).map(([name, entry]) => ({
      name,
      archives: entry.archives,
      files: entry.splits.flatMap(({ files }) => files),
    })),
    ...Object.entries(catalog.corpora).map(([name, entry]) => ({ name, ...entry })),
  ];
  for (const { name, archives = {}, files } of entries) {
    for (const { sources } of files) {
      for (const source of sources) {
        if ('archive' in source && !(source.archive in archives)) {
          throw fault(`"${name}" takes a file from the archive "${source.archive}", which it does not have.`);
        }
      }
    }
  }
}
