import { readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import type { HubAddress } from './hubAddress.ts';
import type { HubSettings } from './hubSettings.ts';
import { cachedCommit, repoCache } from './repoCache.ts';
import { splitParts } from './splitParts.ts';

/** A model file that is in the cache, with all its parts. */
export interface CachedModel {
  readonly commit: string;
  /** In the repository and on this machine; the first part first. */
  readonly files: readonly {
    readonly path: string;
    readonly file: string;
    readonly bytes: number;
    /** The name of its blob, where that is one. */
    readonly sha256?: string;
  }[];
}

/**
 * Looks a file up in the cache, without the hub: a branch or tag means the commit that it was at when the hub was last
 * asked. `undefined` = it, or a part of it, is not there. Its bytes are not read.
 */
export async function cachedModel(
  { cache }: HubSettings,
  address: HubAddress & { readonly path: string },
): Promise<CachedModel | undefined> {
  const repo = repoCache(cache, address.repo);
  const commit = await cachedCommit(repo, address.revision);
  if (commit === undefined) return undefined;
  const files: CachedModel['files'][number][] = [];
  for (const part of splitParts(address.path)) {
    const file = repo.snapshot(commit, part);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() !== true) return undefined;
    // Where the disk has no links the file lies there itself.
    const blob = path.basename(await readlink(file).catch(() => ''));
    const sha256 = /^[0-9a-f]{64}$/.test(blob) && { sha256: blob };
    files.push({ path: part, file, bytes: found.size, ...sha256 });
  }
  return { commit, files };
}
