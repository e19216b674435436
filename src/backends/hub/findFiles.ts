import { RagstoneError } from '../../errors.ts';
import { chooseFiles } from './chooseFiles.ts';
import { type HubAddress, hubAddressText } from './hubAddress.ts';
import type { HubClient } from './hubClient.ts';
import type { HubSettings } from './hubSettings.ts';
import { type HubFile, listFiles } from './listFiles.ts';
import { resolveCommit } from './resolveCommit.ts';

/** What an address means, as the hub says it now. */
export interface FoundFiles {
  readonly commit: string;
  /** With a pinned hash in place of one that the hub does not publish. */
  readonly files: readonly HubFile[];
}

/**
 * Asks the hub which commit and which files an address means.
 * @throws RagstoneError `unknown-name`, `usage`, or `download`, also where the hub publishes another hash than was pinned
 */
export async function findFiles(
  client: HubClient,
  { endpoint }: HubSettings,
  address: HubAddress,
  include: readonly string[] = [],
): Promise<FoundFiles> {
  const commit = await resolveCommit(client, endpoint, address);
  const all = await listFiles(client, endpoint, { repo: address.repo, commit });
  const files = chooseFiles({ ...address, revision: commit }, all, include);
  const { sha256 } = address;
  if (sha256 === undefined) return { commit, files };
  if (files.length > 1) {
    throw new RagstoneError(
      'usage',
      `${hubAddressText(address)} has ${files.length} parts: pin the commit in place of a SHA-256.`,
    );
  }
  return { commit, files: files.map((file) => pinned(address, file, sha256)) };
}

function pinned(address: HubAddress, file: HubFile, sha256: string): HubFile {
  if (file.sha256 === undefined || file.sha256 === sha256) return { ...file, sha256 };
  throw new RagstoneError(
    'download',
    `${hubAddressText(address)} is another file than was pinned: the hub publishes SHA-256 ${file.sha256}, the address says ${sha256}. Name the commit that has it.`,
    { input: address },
  );
}
