import { RagstoneError } from '../../errors.ts';
import type { Wanted } from './attempt.ts';
import type { PartFile } from './openPart.ts';

/**
 * Whether a received part is the file that was wanted; if not, the part is emptied. `false` = it was put together
 * from several answers, so that it deserves a second try from the start.
 * @throws RagstoneError `download` when the address serves something else.
 */
export async function settlePart(part: PartFile, address: string, wanted: Wanted): Promise<boolean> {
  const { bytes, spliced } = part;
  const sha256 = part.sha256();
  const sizeIsRight = wanted.bytes === undefined || bytes === wanted.bytes;
  if (sizeIsRight && (wanted.sha256 === undefined || sha256 === wanted.sha256)) return true;
  await part.restart();
  if (spliced) return false;
  const what = sizeIsRight
    ? `brought other bytes than expected (SHA-256 ${sha256}, expected ${wanted.sha256})`
    : `brought ${bytes} bytes, ${wanted.bytes} were expected`;
  throw new RagstoneError('download', `${address}: ${what}. Nothing of it was kept.`, { input: address });
}
