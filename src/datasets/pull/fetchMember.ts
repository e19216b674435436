import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { isRagstoneError, RagstoneError } from '../../errors.ts';
import type { Downloaded } from '../../io/download/download.ts';
import { keepChecked } from '../../io/download/keepChecked.ts';
import type { CatalogArchive, CatalogFile } from '../catalog/catalogSchema.ts';
import type { CatalogEntry } from '../catalog/findEntry.ts';
import { extractMembers, type WantedMember } from './extractMembers.ts';
import { bring, fetchWhole, wantedOf } from './fetchWhole.ts';
import type { PullContext } from './pulling.ts';
import { addToReceipt, readReceipt, type ReceivedFile } from './receipt.ts';

/**
 * A file that comes inside an archive. Whatever else the catalog takes from that archive is unpacked with it, so that
 * it is fetched once. With a mirror the file itself is looked for first.
 */
export async function fetchMember(
  context: PullContext,
  file: CatalogFile,
  archiveName: string,
): Promise<ReceivedFile> {
  const archive = context.entry.entry.archives?.[archiveName];
  if (archive === undefined) {
    throw new RagstoneError('internal', `The catalog has no archive "${archiveName}" for ${context.name}.`);
  }
  if (context.mirror !== undefined) {
    const whole = await fromMirror(context, file);
    if (whole !== undefined) return whole;
  }
  const place = path.join(context.folder, 'archives', archive.name);
  const from = existsSync(place) ? undefined : await bring(context, archive, archive.sources, place);
  await unpack(context, file, archiveName, archive, place, from);
  const received = (await readReceipt(context.folder))?.files[file.name];
  if (received === undefined) throw new RagstoneError('internal', `${file.name} was unpacked but not noted.`);
  return received;
}

async function fromMirror(context: PullContext, file: CatalogFile): Promise<ReceivedFile | undefined> {
  try {
    return await fetchWhole(context, file, []);
  } catch (error) {
    if (isRagstoneError(error) && error.code === 'download') return undefined;
    throw error;
  }
}

async function unpack(
  context: PullContext,
  asked: CatalogFile,
  archiveName: string,
  archive: CatalogArchive,
  place: string,
  from: Downloaded | undefined,
): Promise<void> {
  const { folder, name } = context;
  const noted = (await readReceipt(folder))?.files ?? {};
  const members = allFiles(context.entry).flatMap((file): WantedMember[] => {
    const source = file.sources.find((one) => 'archive' in one && one.archive === archiveName);
    if (source === undefined || !('archive' in source)) return [];
    if (file.name in noted && file.name !== asked.name) return [];
    const address = `${from?.address ?? archive.name}#${source.member}`;
    return [
      {
        member: source.member,
        optional: file.name !== asked.name,
        async keep(content) {
          const to = path.join(folder, file.name);
          const got = await keepChecked(content, address, to, wantedOf(file), context.signal);
          const checked = file.sha256 !== 'unknown' || archive.sha256 !== 'unknown';
          await addToReceipt(folder, name, file.name, {
            ...got,
            received: new Date().toISOString(),
            checked,
          });
        },
      },
    ];
  });
  try {
    await extractMembers(place, members, context.signal);
  } catch (error) {
    // A damaged archive whose hash nobody knows would be taken for good again.
    if (isRagstoneError(error) && error.code === 'bad-file' && archive.sha256 === 'unknown') {
      await rm(place, { force: true });
    }
    throw error;
  }
}

function allFiles({ kind, entry }: CatalogEntry): readonly CatalogFile[] {
  return kind === 'corpus' ? entry.files : entry.splits.flatMap(({ files }) => files);
}
