import type { Dirent } from 'node:fs';
import { readdir, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { repoCache } from './repoCache.ts';

/** A file of a snapshot in the cache. */
export interface CachedFile {
  /** In the repository. */
  readonly path: string;
  /** On this machine. */
  readonly file: string;
  readonly bytes: number;
  /** The name of its blob: a SHA-256, or git's SHA-1. Absent where the disk has no links. */
  readonly etag?: string;
}

/** What the cache holds of a repository at a commit, by path. Links to blobs that are gone are left out. */
export async function cachedFiles(
  cache: string,
  repo: string,
  commit: string,
): Promise<readonly CachedFile[]> {
  const root = repoCache(cache, repo).snapshot(commit);
  const entries: Dirent[] = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const files: CachedFile[] = [];
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() !== true) continue;
    files.push({
      path: path.relative(root, file).split(path.sep).join('/'),
      file,
      bytes: found.size,
      ...(entry.isSymbolicLink() && { etag: path.basename(await readlink(file)) }),
    });
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
