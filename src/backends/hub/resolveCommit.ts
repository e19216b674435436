import { z } from 'zod';
import type { HubAddress } from './hubAddress.ts';
import type { HubClient } from './hubClient.ts';
import { notAHub } from './notAHub.ts';
import { isCommit } from './repoCache.ts';

const answerSchema = z.object({ sha: z.string().refine(isCommit) });

/**
 * The commit that a branch or tag is at now; a whole commit is taken as it is.
 * @throws RagstoneError `unknown-name` or `download`
 */
export async function resolveCommit(
  client: HubClient,
  endpoint: string,
  { repo, revision }: HubAddress,
): Promise<string> {
  if (isCommit(revision)) return revision;
  const url = new URL(`${endpoint}/api/models/${repo}/revision/${encodeURIComponent(revision)}`);
  const answer = answerSchema.safeParse((await client.json({ url, repo, revision })).value);
  if (!answer.success) throw notAHub(url, answer.error);
  return answer.data.sha;
}
