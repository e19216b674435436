import type { CatalogArchive, CatalogFile } from './catalogSchema.ts';
import { readableBytes } from './readableBytes.ts';

/**
 * What there is to fetch, for people: `46.3 MB`, `about 30.4 MB`, `about 8.61 MB + 533 kB`, `in an archive of 633 MB`,
 * `built in`, `unknown size`.
 */
export function sizeOf(
  files: readonly CatalogFile[],
  archives: Readonly<Record<string, CatalogArchive>> = {},
): string {
  if (files.every(({ sources }) => sources.every((source) => 'packaged' in source))) return 'built in';
  const known = files.flatMap(({ bytes }) => (bytes === 'unknown' ? [] : [bytes]));
  if (known.length === files.length) return readableBytes(known.reduce((sum, bytes) => sum + bytes, 0));
  const [source] = files[0]?.sources ?? [];
  const archive = source !== undefined && 'archive' in source ? archives[source.archive] : undefined;
  if (archive !== undefined && archive.bytes !== 'unknown')
    return `in an archive of ${readableBytes(archive.bytes)}`;
  const parts = files.map(({ bytes, about }) =>
    bytes === 'unknown' ? (about ?? '?') : readableBytes(bytes),
  );
  return parts.includes('?') ? 'unknown size' : `about ${parts.join(' + ')}`;
}
