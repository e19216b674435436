/** What a file is by its first bytes. `plain` = none of the others; `tar` needs 262 bytes to be told. */
export type FileKind = 'plain' | 'gzip' | 'zip' | 'tar' | 'parquet' | 'zstd' | 'bzip2' | 'xz' | '7z';

/** Bytes that `fileKind` wants to see; fewer are enough where the file is shorter. */
export const fileKindBytes = 262;

const magic: readonly (readonly [FileKind, number, readonly number[]])[] = [
  ['gzip', 0, [0x1f, 0x8b, 0x08]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  // An empty zip has nothing but its end record.
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
  ['parquet', 0, [0x50, 0x41, 0x52, 0x31]],
  ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', 0, [0x42, 0x5a, 0x68]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['7z', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['tar', 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
];

/** Tells a file's wrapping from its first bytes; names say nothing. */
export function fileKind(head: Uint8Array): FileKind {
  const found = magic.find(([, at, bytes]) => bytes.every((byte, index) => head[at + index] === byte));
  return found === undefined ? 'plain' : found[0];
}
