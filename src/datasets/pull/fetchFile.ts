import { stat } from 'node:fs/promises';
import path from 'node:path';
import { isRagstoneError, RagstoneError } from '../../errors.ts';
import { sha256File } from '../../io/sha256.ts';
import type { CatalogFile } from '../catalog/catalogSchema.ts';
import { fetchMember } from './fetchMember.ts';
import { fetchWhole } from './fetchWhole.ts';
import type { PullContext, PulledFile } from './pulling.ts';
import { addToReceipt, readReceipt, type ReceivedFile } from './receipt.ts';

/** One file of an entry: what is there, or what the first of its sources brings. @throws as `pullEntry` does */
export async function fetchFile(context: PullContext, file: CatalogFile): Promise<PulledFile> {
  const { sources } = file;
  if (sources.every((source) => 'packaged' in source)) {
    return { name: file.name, state: 'packaged', checked: false };
  }
  const present = await presentFile(context, file);
  if (present !== undefined) return { name: file.name, state: 'present', ...present };
  const failures: RagstoneError[] = [];
  for (const source of sources) {
    if ('packaged' in source) continue;
    try {
      const received =
        'archive' in source
          ? await fetchMember(context, file, source.archive)
          : await fetchWhole(context, file, [source]);
      return { name: file.name, state: 'received', ...received };
    } catch (error) {
      if (!isRagstoneError(error) || (error.code !== 'download' && error.code !== 'bad-file')) throw error;
      failures.push(error);
    }
  }
  throw new RagstoneError(
    'download',
    `${context.name}: ${file.name} could not be had.\n${failures.map(({ message }) => message).join('\n')}`,
    { cause: failures.at(-1), input: file.name },
  );
}

/** What was received before, or laid there by hand and is what the catalog says. */
async function presentFile(context: PullContext, file: CatalogFile): Promise<ReceivedFile | undefined> {
  const target = path.join(context.folder, file.name);
  const size = await stat(target).then(
    (stats) => stats.size,
    () => undefined,
  );
  if (size === undefined) return undefined;
  const known = (await readReceipt(context.folder))?.files[file.name];
  const isWanted = file.sha256 === 'unknown' || known?.sha256 === file.sha256;
  if (known?.bytes === size && isWanted) return known;
  if (file.sha256 === 'unknown' || (file.bytes !== 'unknown' && file.bytes !== size)) return undefined;
  if ((await sha256File(target)) !== file.sha256) return undefined;
  const found = {
    bytes: size,
    sha256: file.sha256,
    address: target,
    received: new Date().toISOString(),
    checked: true,
  };
  await addToReceipt(context.folder, context.name, file.name, found);
  return found;
}
