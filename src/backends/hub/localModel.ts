import { cachedModel } from './cachedModel.ts';
import { hubAddressText } from './hubAddress.ts';
import { pullModel, type PullModelOptions } from './pullModel.ts';
import { isCommit } from './repoCache.ts';

/** A model file of a hub on this machine. */
export interface LocalModel {
  /** The file, or the first of its parts; the others lie beside it. */
  readonly file: string;
  /** The commit that the address meant. */
  readonly commit: string;
  /** What the file's bytes should be; absent where nobody published or pinned it. */
  readonly sha256?: string;
  /** The address with the commit in place of a branch or tag, and what was pinned. */
  readonly pinned: string;
}

/**
 * The model file of an address, brought here where it is not. What is pinned by its commit and here is taken as it is,
 * without asking the hub or reading the file.
 * @throws RagstoneError as `pullModel` does; `usage` or `unknown-name` for an address that names no file
 */
export async function localModel(options: Omit<PullModelOptions, 'include'>): Promise<LocalModel> {
  const { settings, address } = options;
  const { path, revision } = address;
  const cached =
    path !== undefined && (settings.offline || isCommit(revision))
      ? await cachedModel(settings, { ...address, path })
      : undefined;
  const { commit, files } = cached ?? (await pullModel(options));
  const sha256 = address.sha256 ?? files[0]?.sha256;
  const pin = address.sha256 === undefined ? '' : `#sha256:${address.sha256}`;
  return {
    file: files[0]?.file ?? '',
    commit,
    ...(sha256 !== undefined && { sha256 }),
    pinned: `${hubAddressText({ ...address, revision: commit })}${pin}`,
  };
}
