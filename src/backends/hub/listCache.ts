import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type CachedFile, cachedFiles } from './cachedFiles.ts';
import { isCommit, repoCache } from './repoCache.ts';

/** A snapshot of a model repository in the cache. */
export interface CachedSnapshot {
  readonly repo: string;
  readonly commit: string;
  /** Branches and tags that were at this commit when the hub was last asked. */
  readonly refs: readonly string[];
  readonly files: readonly CachedFile[];
}

/** Every model in a cache of `huggingface_hub`'s layout, whoever brought it; none where there is no cache. */
export async function listCache(cache: string): Promise<readonly CachedSnapshot[]> {
  const snapshots: CachedSnapshot[] = [];
  for (const { name } of await entriesOf(cache)) {
    if (!name.startsWith('models--')) continue;
    const repo = name.slice('models--'.length).replaceAll('--', '/');
    const refs = await refsOf(repoCache(cache, repo).ref(''));
    for (const { name: commit } of await entriesOf(repoCache(cache, repo).snapshot(''))) {
      if (!isCommit(commit)) continue;
      const files = await cachedFiles(cache, repo, commit);
      if (files.length === 0) continue;
      const names = refs.filter((ref) => ref.commit === commit).map((ref) => ref.name);
      snapshots.push({ repo, commit, refs: names, files });
    }
  }
  return snapshots;
}

async function refsOf(
  folder: string,
): Promise<readonly { readonly name: string; readonly commit: string }[]> {
  const entries: Dirent[] = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return {
          name: path.relative(folder, file).split(path.sep).join('/'),
          commit: (await readFile(file, 'utf8')).trim(),
        };
      }),
  );
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
