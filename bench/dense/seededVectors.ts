import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { denseFiles } from '../../src/retrieval/dense/denseFiles.ts';
import { toFloat16 } from '../../src/retrieval/dense/float16.ts';
import { writeQuantised } from '../../src/retrieval/dense/writeQuantised.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';

export const dimensions = 384;

/** Queries beside the vectors, float32, one after the other. */
const queriesFile = 'queries.f32';
const centres = 1000;
/** Standard deviation 0.03 a number: a vector's cosine with its centre is about 0.86. */
const spread = 0.06;
const chunk = 1024;

/**
 * Writes seeded vectors of length 1 around 1,000 centres as an index has them, in all stores, and queries drawn alike.
 * The queries come last: where they are, all is there.
 */
export async function writeSeededVectors(folder: string, vectors: number, queries: number): Promise<void> {
  const random = keyedRandom(1, 'vectors');
  const noise = (): number => random.unit() + random.unit() + random.unit() - 1.5;
  const middle = Array.from({ length: centres }, () =>
    unit(Float32Array.from({ length: dimensions }, () => noise())),
  );
  const near = (): Float32Array => {
    const centre = middle[random.below(centres)] ?? new Float32Array();
    return unit(centre.map((value) => value + noise() * spread));
  };
  const some = (count: number): Float32Array<ArrayBuffer> => {
    const rows = new Float32Array(count * dimensions);
    for (let row = 0; row < count; row++) rows.set(near(), row * dimensions);
    return rows;
  };
  await mkdir(folder, { recursive: true });
  {
    await using floats = await open(path.join(folder, denseFiles.float32), 'w');
    await using halves = await open(path.join(folder, denseFiles.float16), 'w');
    for (let at = 0; at < vectors; at += chunk) {
      const rows = some(Math.min(chunk, vectors - at));
      await floats.writeFile(new Uint8Array(rows.buffer));
      await halves.writeFile(new Uint8Array(toFloat16(rows).buffer));
    }
  }
  await writeQuantised(folder, vectors, dimensions, new AbortController().signal);
  const file = path.join(folder, queriesFile);
  await writeFile(`${file}.part`, new Uint8Array(some(queries).buffer));
  await rename(`${file}.part`, file);
}

/** The queries beside seeded vectors. @throws when the vectors were not written. */
export async function seededQueries(folder: string): Promise<readonly Float32Array[]> {
  const file = path.join(folder, queriesFile);
  if (!existsSync(file)) throw new Error(`First --step vectors: ${file} is missing.`);
  const { buffer, length } = Uint8Array.from(await readFile(file));
  return Array.from(
    { length: length / (4 * dimensions) },
    (_, at) => new Float32Array(buffer, at * 4 * dimensions, dimensions),
  );
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
