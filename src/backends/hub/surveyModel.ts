import { stat } from 'node:fs/promises';
import { cachedModel } from './cachedModel.ts';
import { findFiles } from './findFiles.ts';
import type { HubAddress } from './hubAddress.ts';
import { openHubClient } from './hubClient.ts';
import type { HubSettings } from './hubSettings.ts';
import { offlineModel } from './offlineModel.ts';
import { isCommit, repoCache } from './repoCache.ts';
import { requireAccess } from './requireAccess.ts';

/** What using a model file would fetch. */
export interface SurveyedModel {
  readonly repo: string;
  /** What the branch or tag is at now. */
  readonly commit: string;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly here: boolean }[];
}

/**
 * Says what a model's address means now and what of it is not on this machine, without fetching it. That it could be
 * fetched is asked of the hub.
 * @throws RagstoneError as `pullModel` does
 */
export async function surveyModel(
  settings: HubSettings,
  address: HubAddress,
  signal: AbortSignal,
): Promise<SurveyedModel> {
  const { path, repo } = address;
  const cached =
    path !== undefined && (settings.offline || isCommit(address.revision))
      ? await cachedModel(settings, { ...address, path })
      : undefined;
  if (cached !== undefined) return { repo, commit: cached.commit, files: cached.files.map(here) };
  if (settings.offline) {
    const { commit, files } = await offlineModel(settings, address, []);
    return { repo, commit, files: files.map(here) };
  }
  await using client = openHubClient(settings, { signal });
  const { commit, files } = await findFiles(client, settings, address);
  const cache = repoCache(settings.cache, repo);
  const surveyed: SurveyedModel['files'][number][] = [];
  for (const file of files) {
    const sizes = await Promise.all([
      sizeOf(cache.snapshot(commit, file.path)),
      sizeOf(cache.blob(file.etag)),
    ]);
    const isHere = sizes.includes(file.bytes);
    if (!isHere) await requireAccess(client, settings.endpoint, { repo, commit }, file);
    surveyed.push({ path: file.path, bytes: file.bytes, here: isHere });
  }
  return { repo, commit, files: surveyed };
}

function here({
  path,
  bytes,
}: {
  readonly path: string;
  readonly bytes: number;
}): SurveyedModel['files'][number] {
  return { path, bytes, here: true };
}

async function sizeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ size }) => size,
    () => undefined,
  );
}
