import { stat } from 'node:fs/promises';
import { sha256File } from '../../io/sha256.ts';
import { gitBlobSha1 } from './gitBlobSha1.ts';
import type { HubFile } from './listFiles.ts';

/** What the bytes of a file were held against. */
export type Checked = 'sha256' | 'git-sha1' | 'nothing';

/** The SHA-256 that is published or pinned, else git's SHA-1. */
export function checkOf(file: HubFile): Checked {
  return file.sha256 === undefined ? 'git-sha1' : 'sha256';
}

/** Whether a file is there and holds the right bytes, all of which are read for that. */
export async function isIntact(place: string, file: HubFile): Promise<boolean> {
  const size = await stat(place).then(
    (stats) => (stats.isFile() ? stats.size : undefined),
    () => undefined,
  );
  if (size !== file.bytes) return false;
  return file.sha256 === undefined
    ? (await gitBlobSha1(place)) === file.etag
    : (await sha256File(place)) === file.sha256;
}
