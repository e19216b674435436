import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { denseFiles } from '../../../src/retrieval/dense/denseFiles.ts';
import type { VectorStore } from '../../../src/retrieval/dense/denseSettings.ts';
import { float16Table, toFloat16 } from '../../../src/retrieval/dense/float16.ts';
import type { StoredVectors } from '../../../src/retrieval/dense/storedVectors.ts';
import { writeQuantised } from '../../../src/retrieval/dense/writeQuantised.ts';
import { never } from '../never.ts';

/** Vectors as they lie in an index folder. */
export async function storeVectors(
  folder: string,
  vectors: readonly Float32Array[],
  store: VectorStore,
): Promise<StoredVectors> {
  const dimensions = vectors[0]?.length ?? 0;
  const half = store === 'float16';
  const bytes = vectors.map((vector) => Buffer.from((half ? toFloat16(vector) : vector.slice()).buffer));
  await writeFile(path.join(folder, half ? denseFiles.float16 : denseFiles.float32), Buffer.concat(bytes));
  if (store === 'int8') await writeQuantised(folder, vectors.length, dimensions, never);
  return { folder, store, count: vectors.length, dimensions };
}

/** The numbers that are on the disk. */
export function asStored(vectors: readonly Float32Array[], store: VectorStore): readonly Float32Array[] {
  if (store !== 'float16') return vectors;
  const table = float16Table();
  return vectors.map((vector) => Float32Array.from(toFloat16(vector), (bits) => table[bits] ?? 0));
}

/** Every dot product, sorted. */
export function naiveSearch(
  vectors: readonly Float32Array[],
  query: Float32Array,
  k: number,
): readonly { readonly position: number; readonly score: number }[] {
  return vectors
    .map((vector, position) => ({ position, score: sum(vector, query) }))
    .sort((a, b) => b.score - a.score || a.position - b.position)
    .slice(0, k);
}

function sum(vector: Float32Array, query: Float32Array): number {
  return vector.reduce((total, value, at) => total + value * (query[at] ?? 0), 0);
}
