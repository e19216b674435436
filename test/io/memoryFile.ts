import type { SourceFile } from '../../src/io/sourceFile.ts';

/** A file that lies in memory and comes in chunks of `size` bytes. */
export function memoryFile(content: string | Uint8Array, size = 64 * 1024): SourceFile {
  const bytes = Buffer.from(content);
  return {
    name: 'made',
    label: 'made',
    async *bytes() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

/** A signal that is never aborted. */
export const calm = new AbortController().signal;
