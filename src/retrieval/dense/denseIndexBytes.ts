import type { VectorStore } from './denseSettings.ts';

/**
 * Bytes of the vectors of an index, known before it is built. The texts come on top (as large as the corpus, unpacked,
 * and 24 bytes a passage), and with `hnsw` a graph: another copy of the vectors and about 10 bytes a passage for each
 * of its `connectivity` neighbours.
 */
export function denseIndexBytes(passages: number, dimensions: number, store: VectorStore): number {
  switch (store) {
    case 'float32':
      return passages * dimensions * 4;
    case 'float16':
      return passages * dimensions * 2;
    case 'int8':
      return passages * (dimensions * 5 + 8);
  }
}
