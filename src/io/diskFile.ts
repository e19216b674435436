import { createReadStream } from 'node:fs';

import type { SourceFile } from './sourceFile.ts';
import { unwrapped } from './unwrapped.ts';

/** A file on disk as a source of bytes. `name` is what it is called inside its folder. */
export function diskFile(path: string, name: string, label: string): SourceFile {
  return {
    name,
    label,
    path,
    bytes: (signal) => unwrapped(createReadStream(path, { highWaterMark: 1024 * 1024 }), label, signal),
  };
}
