import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The folder of one model repository in the cache, laid out as the hub's own Python library does (`huggingface_hub`). */
export interface RepoCache {
  /** `models--owner--repo`. */
  readonly folder: string;
  /** A file's bytes, by the ETag that the hub gives it: a SHA-256, or the SHA-1 that git knows it by. */
  blob(etag: string): string;
  /** Links to the blobs, by commit and path in the repository. */
  snapshot(commit: string, file?: string): string;
  /** A file that holds the commit that a branch or tag was at when it was asked for. */
  ref(revision: string): string;
}

export function repoCache(cache: string, repo: string): RepoCache {
  const folder = path.join(cache, `models--${repo.replaceAll('/', '--')}`);
  return {
    folder,
    blob: (etag) => path.join(folder, 'blobs', etag),
    snapshot: (commit, file = '') => path.join(folder, 'snapshots', commit, ...file.split('/')),
    ref: (revision) => path.join(folder, 'refs', ...revision.split('/')),
  };
}

/** Whether a revision is a whole commit, so that it can never mean anything else. */
export function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40}$/.test(revision);
}

/** The commit that a revision meant when the hub was last asked; `undefined` = it never was. */
export async function cachedCommit(repo: RepoCache, revision: string): Promise<string | undefined> {
  if (isCommit(revision)) return revision;
  const commit = await readFile(repo.ref(revision), 'utf8').catch(() => '');
  return isCommit(commit.trim()) ? commit.trim() : undefined;
}
