import type { Index } from 'usearch';

import { RagstoneError } from '../../errors.ts';
import type { HnswSettings, VectorStore } from './denseSettings.ts';

/** An empty graph for vectors of this length. @throws RagstoneError `unsupported` where usearch is not installed. */
export async function emptyGraph(
  dimensions: number,
  store: VectorStore,
  { connectivity, expansionAdd, expansionSearch }: HnswSettings,
): Promise<Index> {
  const {
    Index: Graph,
    MetricKind,
    ScalarKind,
  } = await import('usearch').catch((error: unknown) => {
    throw new RagstoneError(
      'unsupported',
      'Approximate search needs the optional package usearch: npm install usearch@2.26.2, or use "search: exact".',
      { cause: error },
    );
  });
  return new Graph({
    dimensions,
    metric: MetricKind.IP,
    // Distances in the graph may be rounded: scores are computed from the stored vectors.
    quantization: store === 'float32' ? ScalarKind.F32 : ScalarKind.F16,
    connectivity,
    expansion_add: expansionAdd,
    expansion_search: expansionSearch,
    multi: false,
  });
}
