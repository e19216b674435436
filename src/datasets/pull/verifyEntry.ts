import { stat } from 'node:fs/promises';
import path from 'node:path';
import { sha256File } from '../../io/sha256.ts';
import type { Catalog, CatalogFile } from '../catalog/catalogSchema.ts';
import { findEntry } from '../catalog/findEntry.ts';
import { datasetFolder } from './datasetFolder.ts';
import { readReceipt } from './receipt.ts';

/**
 * How a pulled file stands: `ok` as received and as the catalog says; `unchecked` as received, and the catalog does
 * not know better; `missing`; `changed` since it was received; `other` as received, but not what the catalog says now.
 */
export type VerifiedState = 'ok' | 'unchecked' | 'missing' | 'changed' | 'other';

export interface VerifiedFile {
  readonly name: string;
  readonly file: string;
  readonly state: VerifiedState;
  readonly bytes: number;
  /** As received. */
  readonly sha256: string;
}

/** Hashes every pulled file of a dataset or corpus again; empty when nothing was pulled. @throws RagstoneError `unknown-name` */
export async function verifyEntry(
  catalog: Catalog,
  name: string,
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<readonly VerifiedFile[]> {
  const { kind, entry } = findEntry(catalog, name);
  const known = kind === 'corpus' ? entry.files : entry.splits.flatMap(({ files }) => files);
  const folder = datasetFolder(name, environment);
  const receipt = await readReceipt(folder);
  const verified: VerifiedFile[] = [];
  for (const [file, received] of Object.entries(receipt?.files ?? {})) {
    signal.throwIfAborted();
    const inCatalog = known.find((one) => one.name === file);
    verified.push({
      name,
      file,
      state: await stateOf(path.join(folder, file), received, inCatalog),
      bytes: received.bytes,
      sha256: received.sha256,
    });
  }
  return verified;
}

async function stateOf(
  place: string,
  received: { readonly bytes: number; readonly sha256: string; readonly checked: boolean },
  inCatalog: CatalogFile | undefined,
): Promise<VerifiedState> {
  const size = await stat(place).then(
    (stats) => stats.size,
    () => undefined,
  );
  if (size === undefined) return 'missing';
  if (size !== received.bytes || (await sha256File(place)) !== received.sha256) return 'changed';
  if (inCatalog !== undefined && inCatalog.sha256 !== 'unknown') {
    return inCatalog.sha256 === received.sha256 ? 'ok' : 'other';
  }
  return received.checked ? 'ok' : 'unchecked';
}
