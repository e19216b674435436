import path from 'node:path';

import { badFile } from '../../io/badFile.ts';
import { bestHits } from './bestHits.ts';
import { denseFiles } from './denseFiles.ts';
import type { HnswSettings } from './denseSettings.ts';
import { dot } from './dot.ts';
import { emptyGraph } from './emptyGraph.ts';
import { openVectorReader, type StoredVectors } from './storedVectors.ts';
import type { VectorSearch } from './vectorSearch.ts';

/**
 * Approximate search: the graph, which the library maps into memory, names candidates, whose scores are then computed
 * from the stored vectors. Scores are exact; what the graph does not come across is missing.
 * @throws RagstoneError `unsupported` where usearch is not installed, `bad-file` when the graph cannot be read.
 */
export async function graphSearch(vectors: StoredVectors, hnsw: HnswSettings): Promise<VectorSearch> {
  const graph = await emptyGraph(vectors.dimensions, vectors.store, hnsw);
  const file = path.join(vectors.folder, denseFiles.graph);
  try {
    graph.view(file);
  } catch (error) {
    throw badFile(file, error);
  }
  const reader = openVectorReader(vectors);
  return {
    async search(query, k) {
      const { keys } = graph.search(query, Math.min(k, vectors.count), 1);
      const exact = Float64Array.from(query);
      const best = bestHits(k);
      for (const position of [...keys].map(Number).sort((a, b) => a - b)) {
        best.offer(position, dot(exact, reader.at(position), 0));
      }
      return best.sorted();
    },
    [Symbol.asyncDispose]: async () => reader[Symbol.dispose](),
  };
}
