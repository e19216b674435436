import { parentPort, workerData } from 'node:worker_threads';

import { keyedRandom } from '../../statistics/keyedRandom.ts';
import { shuffle } from '../../statistics/shuffle.ts';
import type { GraphToBuild } from './buildGraph.ts';
import { emptyGraph } from './emptyGraph.ts';
import { openVectorReader } from './storedVectors.ts';

/** Vectors that are handed to the library at once. */
const chunk = 256;

/** Builds the graph that `workerData` asks for, reporting how many vectors are in it, and ends. */
const { vectors, hnsw, file } = workerData as GraphToBuild;
const { count, dimensions, store } = vectors;
const graph = await emptyGraph(dimensions, store, hnsw);
const corpusOrder = Array.from({ length: count }, (_, position) => position);
const order = hnsw.seed === 0 ? corpusOrder : shuffle(corpusOrder, keyedRandom(hnsw.seed, 'hnsw'));
using reader = openVectorReader(vectors);
for (let from = 0; from < count; from += chunk) {
  const positions = order.slice(from, from + chunk);
  const rows = new Float32Array(positions.length * dimensions);
  for (const [row, position] of positions.entries()) rows.set(reader.at(position), row * dimensions);
  // On one thread the same order makes the same graph.
  graph.add(BigUint64Array.from(positions, BigInt), rows, 1);
  parentPort?.postMessage(from + positions.length, []);
}
graph.save(file);
