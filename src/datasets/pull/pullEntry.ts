import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { CatalogFile } from '../catalog/catalogSchema.ts';
import { chooseSplit } from '../catalog/chooseSplit.ts';
import { findEntry, type CatalogEntry } from '../catalog/findEntry.ts';
import { datasetFolder } from './datasetFolder.ts';
import { fetchFile } from './fetchFile.ts';
import { hub } from './hub.ts';
import type { PulledFile, PullOptions } from './pulling.ts';

export interface Pulled {
  readonly entry: CatalogEntry;
  readonly folder: string;
  readonly files: readonly PulledFile[];
}

/**
 * Brings the files of a dataset or corpus to this machine, each checked and noted in the folder's receipt. What is
 * there already is left alone; what broke off is continued.
 * @throws RagstoneError `unknown-name`, `download`, `storage`, `locked`, `missing-data` when HF_HUB_OFFLINE forbids it.
 */
export async function pullEntry(options: PullOptions): Promise<Pulled> {
  const environment = options.environment ?? process.env;
  const entry = findEntry(options.catalog, options.name);
  const folder = datasetFolder(options.name, environment);
  const context = { ...options, entry, folder, hub: hub(environment) };
  const files: PulledFile[] = [];
  for (const file of filesOf(entry, options)) files.push(await fetchFile(context, file));
  // Archives are kept only until what the catalog wants of them is out.
  await rm(path.join(folder, 'archives'), { recursive: true, force: true });
  return { entry, folder, files };
}

/** The files of an entry, or of one of its splits, each once. */
function filesOf(entry: CatalogEntry, wanted: PullOptions): readonly CatalogFile[] {
  if (entry.kind === 'corpus') return entry.entry.files;
  const { splits } = entry.entry;
  const chosen =
    wanted.split === undefined && wanted.setting === undefined
      ? splits
      : wanted.split === undefined
        ? splits.filter(({ setting }) => setting === wanted.setting)
        : [chooseSplit(entry.name, entry.entry, wanted)];
  if (chosen.length === 0) chooseSplit(entry.name, entry.entry, wanted);
  const byName = new Map(chosen.flatMap(({ files }) => files).map((file) => [file.name, file]));
  return [...byName.values()];
}
