import { open } from 'node:fs/promises';
import path from 'node:path';

import { appendArray, readArrayPart } from '../arrays/arrayFile.ts';
import { denseFiles } from './denseFiles.ts';
import { quantised } from './quantised.ts';

/** Vectors that are read at once. */
const chunk = 1024;

/** Writes the codes, scales and errors of `vectors.f32` beside it, streamed; what was begun before is replaced. */
export async function writeQuantised(
  folder: string,
  vectors: number,
  dimensions: number,
  signal: AbortSignal,
): Promise<void> {
  const label = path.join(folder, denseFiles.float32);
  const files = await Promise.all([
    open(label),
    ...[denseFiles.codes, denseFiles.scales, denseFiles.errors].map((name) =>
      open(path.join(folder, name), 'w'),
    ),
  ]);
  try {
    const [from, ...to] = files;
    for (let at = 0; at < vectors; at += chunk) {
      signal.throwIfAborted();
      const count = Math.min(chunk, vectors - at);
      const bytes = await readArrayPart(from, 'u8', at * dimensions * 4, count * dimensions * 4, label);
      const made = Array.from({ length: count }, (_, of) =>
        quantised(new Float32Array(bytes.buffer, of * dimensions * 4, dimensions)),
      );
      const codes = new Uint8Array(count * dimensions);
      for (const [of, each] of made.entries()) codes.set(new Uint8Array(each.codes.buffer), of * dimensions);
      const scales = Float32Array.from(made, ({ scale }) => scale);
      const errors = Float32Array.from(made, ({ error }) => error);
      const parts = [codes, new Uint8Array(scales.buffer), new Uint8Array(errors.buffer)];
      for (const [of, part] of parts.entries()) {
        const file = to[of];
        if (file !== undefined) await appendArray(file, part);
      }
    }
    for (const file of to) await file.datasync();
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}
