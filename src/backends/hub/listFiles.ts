import { z } from 'zod';
import type { Headers } from '../../io/download/requestBytes.ts';
import type { HubClient } from './hubClient.ts';
import { isRepoPath } from './isRepoPath.ts';
import { notAHub } from './notAHub.ts';

/** A file of a repository at a commit, as its hub describes it. */
export interface HubFile {
  readonly path: string;
  readonly bytes: number;
  /** What the cache knows its bytes by: the SHA-256, else the SHA-1 of the git blob. */
  readonly etag: string;
  /** Published for files in large file storage only: all but the small ones. */
  readonly sha256?: string;
}

const sha1 = z.string().regex(/^[0-9a-f]{40}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const pageSchema = z.array(
  z.union([
    z.object({
      type: z.literal('file'),
      path: z.string(),
      size: z.int().nonnegative(),
      oid: sha1,
      lfs: z.object({ oid: sha256, size: z.int().nonnegative() }).optional(),
    }),
    z.object({ type: z.string().refine((type) => type !== 'file') }).transform(() => undefined),
  ]),
);
const mostPages = 1000;

/** Every file of a repository at a commit, in the hub's order. @throws RagstoneError `unknown-name` or `download` */
export async function listFiles(
  client: HubClient,
  endpoint: string,
  { repo, commit }: { readonly repo: string; readonly commit: string },
): Promise<readonly HubFile[]> {
  const files: HubFile[] = [];
  const url = new URL(`${endpoint}/api/models/${repo}/tree/${commit}?recursive=true`);
  for (let pages = 0; pages < mostPages; pages++) {
    const { value, headers } = await client.json({ url, repo, revision: commit });
    const page = pageSchema.safeParse(value);
    if (!page.success) throw notAHub(url, page.error);
    for (const entry of page.data) {
      // A path that leads out of its folder cannot be kept, so it counts as not there.
      if (entry === undefined || !isRepoPath(entry.path)) continue;
      const { path, size, oid, lfs } = entry;
      files.push(
        lfs === undefined
          ? { path, bytes: size, etag: oid }
          : { path, bytes: lfs.size, etag: lfs.oid, sha256: lfs.oid },
      );
    }
    const next = nextPage(headers);
    if (next === undefined) return files;
    url.search = next;
  }
  throw notAHub(url, new Error(`The list of files has more than ${mostPages} pages.`));
}

/**
 * The query of the next page, from `Link: <…?cursor=…>; rel="next"`. Only the query: a mirror may pass on the address
 * of the hub that it stands for.
 */
function nextPage({ link }: Headers): string | undefined {
  const address = /<([^>]+)>\s*;[^,]*\brel="?next"?/.exec(
    typeof link === 'string' ? link : (link?.[0] ?? ''),
  )?.[1];
  return address === undefined ? undefined : (URL.parse(address, 'http://hub')?.search ?? undefined);
}
