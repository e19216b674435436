import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** The lower-case hexadecimal SHA-256 of UTF-8 text or bytes. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** The SHA-256 of a file's bytes, streamed. */
export async function sha256File(path: string): Promise<string> {
  const sum = createHash('sha256');
  await pipeline(createReadStream(path), sum);
  return sum.digest('hex');
}
