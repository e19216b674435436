import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { RagstoneError } from '../../errors.ts';
import type { Wanted } from '../../io/download/attempt.ts';
import { download, type Downloaded } from '../../io/download/download.ts';
import { keepChecked } from '../../io/download/keepChecked.ts';
import type { CatalogAddress, CatalogArchive, CatalogFile } from '../catalog/catalogSchema.ts';
import { hubHeaders } from './hub.ts';
import type { PullContext } from './pulling.ts';
import { addToReceipt, type ReceivedFile } from './receipt.ts';
import { sourceAddress } from './sourceAddress.ts';

/** A file that can be had by itself, from its addresses or the mirror; noted in the receipt. @throws as `bring` does */
export async function fetchWhole(
  context: PullContext,
  file: CatalogFile,
  sources: readonly CatalogAddress[],
): Promise<ReceivedFile> {
  const got = await bring(context, file, sources, path.join(context.folder, file.name));
  const received = { ...got, received: new Date().toISOString(), checked: file.sha256 !== 'unknown' };
  await addToReceipt(context.folder, context.name, file.name, received);
  return received;
}

/**
 * Brings a file or archive from the mirror, where one is given, or from its addresses.
 * @throws RagstoneError `download`, `storage`, `locked`, `missing-data` when HF_HUB_OFFLINE forbids it.
 */
export async function bring(
  context: PullContext,
  file: CatalogFile | CatalogArchive,
  sources: readonly CatalogAddress[],
  to: string,
): Promise<Downloaded> {
  const { mirror, hub } = context;
  if (mirror !== undefined && !/^https?:\/\//i.test(mirror)) return fromFolder(context, file, mirror, to);
  if (hub.offline) {
    throw new RagstoneError(
      'missing-data',
      `${context.name}: ${file.name} is not on this machine, and HF_HUB_OFFLINE forbids to fetch it. Unset it, or use --mirror with a folder.`,
      { input: file.name },
    );
  }
  const addresses =
    mirror === undefined
      ? sources.map((source) => sourceAddress(source, hub))
      : [`${mirror.replace(/\/+$/, '')}/${context.name}/${file.name}`];
  return download({
    addresses,
    to,
    wanted: wantedOf(file),
    signal: context.signal,
    headersFor: (url) => hubHeaders(hub, url),
    progress: (progress) => context.progress?.({ file: file.name, ...progress }),
    ...(context.patience !== undefined && { patience: context.patience }),
  });
}

async function fromFolder(
  context: PullContext,
  file: CatalogFile | CatalogArchive,
  mirror: string,
  to: string,
): Promise<Downloaded> {
  // Laid out as the home is, or files that somebody saved by hand.
  const places = [
    path.join(mirror, context.name, file.name),
    path.join(mirror, file.name),
    path.join(mirror, path.basename(file.name)),
  ];
  for (const place of places) {
    const isThere = await stat(place).then(
      (stats) => stats.isFile(),
      () => false,
    );
    if (isThere) return keepChecked(createReadStream(place), place, to, wantedOf(file), context.signal);
  }
  throw new RagstoneError('download', `${path.join(context.name, file.name)} is not in ${mirror}.`, {
    input: mirror,
  });
}

/** What the catalog knows of a file. */
export function wantedOf(file: CatalogFile | CatalogArchive): Wanted {
  return {
    ...(file.bytes !== 'unknown' && { bytes: file.bytes }),
    ...(file.sha256 !== 'unknown' && { sha256: file.sha256 }),
  };
}
