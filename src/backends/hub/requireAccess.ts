import { RagstoneError } from '../../errors.ts';
import type { HubClient } from './hubClient.ts';
import type { HubFile } from './listFiles.ts';
import { type RepoAt, resolveUrl } from './resolveUrl.ts';

/**
 * Asks whether a hub lets a file be fetched: the list of files is shown to those, too, who may not.
 * @throws RagstoneError where it is gated, gone, or another than the list of files says
 */
export async function requireAccess(
  client: HubClient,
  endpoint: string,
  at: RepoAt,
  file: HubFile,
): Promise<void> {
  const url = resolveUrl(endpoint, at, file.path);
  const headers = await client.head({ url, repo: at.repo, revision: at.commit });
  const etag = String(headers['x-linked-etag'] ?? '').replaceAll('"', '');
  if (!/^[0-9a-f]{64}$/.test(etag) || file.etag.length !== 64 || etag === file.etag) return;
  throw new RagstoneError(
    'download',
    `${url.href}: the hub serves SHA-256 ${etag} and lists ${file.etag}: try again later, or without HF_ENDPOINT.`,
    { input: url.href },
  );
}
