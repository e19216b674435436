import { isRagstoneError, RagstoneError } from '../../errors.ts';
import { cachedFiles, type CachedFile } from './cachedFiles.ts';
import { chooseFiles } from './chooseFiles.ts';
import type { FetchedFile } from './fetchHubFile.ts';
import { type HubAddress, hubAddressText } from './hubAddress.ts';
import type { HubSettings } from './hubSettings.ts';
import { type Checked, checkOf, isIntact } from './isIntact.ts';
import { cachedCommit, repoCache } from './repoCache.ts';

/**
 * What the cache has of an address, checked again, without asking the hub.
 * @throws RagstoneError `missing-data` for what is not there, `bad-file` for what is damaged
 */
export async function offlineModel(
  { cache }: HubSettings,
  address: HubAddress,
  include: readonly string[],
): Promise<{ readonly commit: string; readonly files: readonly FetchedFile[] }> {
  const repo = repoCache(cache, address.repo);
  const commit = await cachedCommit(repo, address.revision);
  const held = commit === undefined ? [] : await cachedFiles(cache, address.repo, commit);
  if (commit === undefined || held.length === 0) {
    throw absent(address, `The cache (${repo.folder}) has nothing of that revision`);
  }
  const files: FetchedFile[] = [];
  for (const file of chosen(address, held, include)) {
    files.push({
      path: file.path,
      file: file.file,
      bytes: file.bytes,
      state: 'present',
      ...(await checked(address, file)),
    });
  }
  return { commit, files };
}

function chosen(
  address: HubAddress,
  held: readonly CachedFile[],
  include: readonly string[],
): readonly CachedFile[] {
  try {
    return chooseFiles(address, held, include);
  } catch (error) {
    if (!isRagstoneError(error) || error.code !== 'unknown-name') throw error;
    throw absent(address, `Of the cache: ${error.message}`);
  }
}

async function checked(
  address: HubAddress,
  { path, file, bytes, etag = '' }: CachedFile,
): Promise<{ readonly checked: Checked; readonly sha256?: string }> {
  const sha256 = address.sha256 ?? (etag.length === 64 ? etag : undefined);
  if (sha256 === undefined && !/^[0-9a-f]{40}$/.test(etag)) return { checked: 'nothing' };
  const wanted = { path, bytes, etag, ...(sha256 !== undefined && { sha256 }) };
  if (await isIntact(file, wanted)) {
    return { checked: checkOf(wanted), ...(sha256 !== undefined && { sha256 }) };
  }
  throw new RagstoneError(
    'bad-file',
    `This file of ${hubAddressText(address)} holds other bytes than it should: remove it, unset HF_HUB_OFFLINE and pull it again.`,
    { place: { file } },
  );
}

function absent(address: HubAddress, because: string): RagstoneError {
  return new RagstoneError(
    'missing-data',
    `${hubAddressText(address)} is not on this machine, and HF_HUB_OFFLINE forbids to fetch it. ${because} Unset it and run: ragstone models pull ${hubAddressText(address)}`,
    { input: hubAddressText(address) },
  );
}
