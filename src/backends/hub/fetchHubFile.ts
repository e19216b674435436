import { rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hubHeaders } from '../../datasets/pull/hub.ts';
import { isRagstoneError, RagstoneError } from '../../errors.ts';
import { download } from '../../io/download/download.ts';
import type { Patience } from '../../io/download/receive.ts';
import { storageError } from '../../io/download/storageError.ts';
import { checkOf, type Checked, isIntact } from './isIntact.ts';
import { gitBlobSha1 } from './gitBlobSha1.ts';
import { hubAddressText } from './hubAddress.ts';
import type { HubClient } from './hubClient.ts';
import type { HubSettings } from './hubSettings.ts';
import { linkSnapshot } from './linkSnapshot.ts';
import type { HubFile } from './listFiles.ts';
import { repoCache } from './repoCache.ts';
import { requireAccess } from './requireAccess.ts';
import { resolveUrl } from './resolveUrl.ts';

/** Where a file comes from and goes to. */
export interface FetchContext {
  readonly settings: HubSettings;
  readonly client: HubClient;
  readonly repo: string;
  readonly commit: string;
  readonly signal: AbortSignal;
  readonly patience?: Patience;
  readonly progress?: (progress: FetchProgress) => void;
}

export interface FetchProgress {
  /** Path in the repository. */
  readonly file: string;
  readonly bytes: number;
  readonly total: number;
}

/** A file of a hub on this machine. */
export interface FetchedFile {
  /** In the repository. */
  readonly path: string;
  /** On this machine: in the snapshot of its commit. */
  readonly file: string;
  readonly bytes: number;
  readonly state: 'received' | 'present';
  readonly sha256?: string;
  /** What of the hub's metadata (or of a pinned hash) its bytes were held against. */
  readonly checked: Checked;
}

const lookAgainMs = 300;

/**
 * Brings one file into the cache, or what is missing of it, checks it, and links it into the snapshot of its commit.
 * What is there is checked again. A file that another process is bringing is waited for.
 * @throws RagstoneError `download`, `storage`, `unknown-name`; the signal's reason when aborted
 */
export async function fetchHubFile(context: FetchContext, file: HubFile): Promise<FetchedFile> {
  const { settings, client, repo, commit, signal } = context;
  const cache = repoCache(settings.cache, repo);
  const blob = cache.blob(file.etag);
  const pointer = cache.snapshot(commit, file.path);
  const told = { path: file.path, file: pointer, bytes: file.bytes, checked: checkOf(file) };
  const hash = file.sha256 !== undefined && { sha256: file.sha256 };
  let allowed = false;
  for (;;) {
    signal.throwIfAborted();
    if (await isIntact(pointer, file)) return { ...told, ...hash, state: 'present' };
    if (await isIntact(blob, file)) {
      await linkSnapshot(blob, pointer);
      return { ...told, ...hash, state: 'present' };
    }
    // Only then: a question to the hub, whose errors say more than those of a download.
    if (!allowed) await requireAccess(client, settings.endpoint, { repo, commit }, file);
    allowed = true;
    try {
      const sha256 = await receive(context, file, blob);
      await linkSnapshot(blob, pointer);
      return { ...told, sha256, state: 'received' };
    } catch (error) {
      if (!isRagstoneError(error) || error.code !== 'locked') throw error;
      await waitFor(blob, context, file);
    }
  }
}

/** Receives a blob and gives its SHA-256. */
async function receive(context: FetchContext, file: HubFile, blob: string): Promise<string> {
  const { settings, signal, patience, progress } = context;
  const address = resolveUrl(settings.endpoint, context, file.path).href;
  // Without a SHA-256 the blob gets its name only when git's SHA-1 was compared.
  const to = file.sha256 === file.etag ? blob : `${blob}.unchecked`;
  const { sha256 } = await download({
    addresses: [address],
    to,
    wanted: { bytes: file.bytes, ...(file.sha256 !== undefined && { sha256: file.sha256 }) },
    signal,
    headersFor: (url) => hubHeaders(settings, url),
    progress: ({ bytes }) => progress?.({ file: file.path, bytes, total: file.bytes }),
    ...(patience !== undefined && { patience }),
  }).catch((error: unknown) => {
    throw inOurWords(error, context, file, to);
  });
  if (to === blob) return sha256;
  try {
    await requireSha1(to, file.etag, address);
    await rename(to, blob);
  } catch (error) {
    // Another process that brought the same bytes may have been quicker to name them.
    if (await isIntact(blob, file)) return sha256;
    throw isRagstoneError(error) ? error : storageError(blob, error);
  }
  return sha256;
}

/** @throws RagstoneError `download` when git would know the file by another hash; it is removed */
async function requireSha1(file: string, wanted: string, address: string): Promise<void> {
  const sha1 = await gitBlobSha1(file);
  if (sha1 === wanted) return;
  await rm(file, { force: true });
  throw new RagstoneError(
    'download',
    `${address}: brought other bytes than expected (git's SHA-1 ${sha1}, expected ${wanted}). Nothing of it was kept.`,
    { input: address },
  );
}

/** Looks how far another process is, and again after a while. */
async function waitFor(blob: string, { signal, progress }: FetchContext, file: HubFile): Promise<void> {
  const bytes = await stat(`${blob}.part`).then(
    ({ size }) => size,
    () => 0,
  );
  progress?.({ file: file.path, bytes, total: file.bytes });
  await delay(lookAgainMs, undefined, { signal }).catch(() => signal.throwIfAborted());
}

/** `download` knows the file by its hash, and Ragstone's own home as the place that may be full. */
function inOurWords(
  error: unknown,
  { settings, repo, commit }: FetchContext,
  { path }: HubFile,
  to: string,
): unknown {
  if (!isRagstoneError(error)) return error;
  const { code, message, cause } = error;
  if (code === 'download') {
    const address = hubAddressText({ repo, revision: commit, path });
    return new RagstoneError(code, message.replace(`${basename(to)} could`, `${address} could`), { cause });
  }
  if (code !== 'storage') return error;
  return new RagstoneError(code, `${message} Models are kept in ${settings.cache}: HF_HOME moves them.`, {
    cause: error,
  });
}
