import { RagstoneError } from '../../errors.ts';
import { nearestName } from '../../io/nearestName.ts';
import type { Catalog, CatalogCorpus, CatalogDataset } from './catalogSchema.ts';

/** An entry of the catalog with its name and what it is. */
export type CatalogEntry =
  | { readonly kind: 'dataset'; readonly name: string; readonly entry: CatalogDataset }
  | { readonly kind: 'corpus'; readonly name: string; readonly entry: CatalogCorpus };

/** A dataset or corpus by its name. @throws RagstoneError `unknown-name` with the nearest name */
export function findEntry(catalog: Catalog, name: string): CatalogEntry {
  const dataset = own(catalog.datasets, name);
  if (dataset !== undefined) return { kind: 'dataset', name, entry: dataset };
  const corpus = own(catalog.corpora, name);
  if (corpus !== undefined) return { kind: 'corpus', name, entry: corpus };
  const nearest = nearestName(name, [...Object.keys(catalog.datasets), ...Object.keys(catalog.corpora)]);
  throw new RagstoneError(
    'unknown-name',
    `"${name}" is not in the catalog${nearest === undefined ? '' : `; did you mean "${nearest}"?`} See "ragstone data list".`,
    { input: name },
  );
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
