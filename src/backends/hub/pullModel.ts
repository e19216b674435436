import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { RagstoneError } from '../../errors.ts';
import { storageError } from '../../io/download/storageError.ts';
import type { Patience } from '../../io/download/receive.ts';
import { writeAtomic } from '../../io/writeAtomic.ts';
import { fetchHubFile, type FetchedFile, type FetchProgress } from './fetchHubFile.ts';
import { findFiles } from './findFiles.ts';
import { type HubAddress, hubAddressText } from './hubAddress.ts';
import { openHubClient } from './hubClient.ts';
import type { HubSettings } from './hubSettings.ts';
import { offlineModel } from './offlineModel.ts';
import { cachedCommit, isCommit, type RepoCache, repoCache } from './repoCache.ts';

export interface PullModelOptions {
  readonly settings: HubSettings;
  readonly address: HubAddress;
  /** Patterns of the files, with an address that names none. */
  readonly include?: readonly string[];
  readonly signal: AbortSignal;
  readonly progress?: (progress: FetchProgress) => void;
  /** Of every request. Defaults: those of `openHubClient` and `download`. */
  readonly patience?: Patience;
}

/** Files of a model repository on this machine. */
export interface PulledModel {
  readonly repo: string;
  /** As it was asked for. */
  readonly revision: string;
  /** What it meant. */
  readonly commit: string;
  readonly files: readonly FetchedFile[];
}

/**
 * Brings files of a model repository into the cache that `huggingface_hub` uses, too. What is there is checked and left
 * alone, what broke off is continued. Offline, what is there is checked.
 * @throws RagstoneError `usage`, `unknown-name`, `download`, `storage`, `missing-data` when HF_HUB_OFFLINE forbids it
 */
export async function pullModel(options: PullModelOptions): Promise<PulledModel> {
  const { settings, address, include = [], signal, patience, progress } = options;
  const { repo, revision } = address;
  if (address.path !== undefined && include.length > 0) {
    throw new RagstoneError(
      'usage',
      `Patterns go with the address of a repository: leave out ${include.join(', ')}, or write ${hubAddressText({ repo, revision })}.`,
    );
  }
  if (settings.offline) return { repo, revision, ...(await offlineModel(settings, address, include)) };
  await using client = openHubClient(settings, { signal, ...(patience !== undefined && { patience }) });
  const found = await findFiles(client, settings, address, include);
  await keepRef(repoCache(settings.cache, repo), revision, found.commit);
  const context = {
    settings,
    client,
    repo,
    commit: found.commit,
    signal,
    ...(patience !== undefined && { patience }),
    ...(progress !== undefined && { progress }),
  };
  const files: FetchedFile[] = [];
  for (const file of found.files) files.push(await fetchHubFile(context, file));
  return { repo, revision, commit: found.commit, files };
}

/** Notes which commit a branch or tag meant, for work without the hub. */
async function keepRef(cache: RepoCache, revision: string, commit: string): Promise<void> {
  if (isCommit(revision) || (await cachedCommit(cache, revision)) === commit) return;
  const file = cache.ref(revision);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeAtomic(file, commit);
  } catch (error) {
    // Another pull of the same model may have been quicker.
    if ((await cachedCommit(cache, revision)) === commit) return;
    throw storageError(file, error);
  }
}
