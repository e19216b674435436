import type { CatalogFile } from './catalogSchema.ts';
import { readableBytes } from './readableBytes.ts';

/** `46.3 MB` for one file or several, `about 30.4 MB`, or `unknown size`. */
export function sizeOf(files: readonly Pick<CatalogFile, 'bytes' | 'about'>[]): string {
  const known = files.flatMap(({ bytes }) => (bytes === 'unknown' ? [] : [bytes]));
  if (known.length === files.length) return readableBytes(known.reduce((sum, bytes) => sum + bytes, 0));
  const [only, ...others] = files;
  return only?.about !== undefined && others.length === 0 ? `about ${only.about}` : 'unknown size';
}
