import { mkdir, open, rm } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';

import { denseFiles } from '../../src/retrieval/dense/denseFiles.ts';
import { denseSettings, type VectorStore } from '../../src/retrieval/dense/denseSettings.ts';
import { buildGraph } from '../../src/retrieval/dense/buildGraph.ts';
import { exactSearch } from '../../src/retrieval/dense/exactSearch.ts';
import { toFloat16 } from '../../src/retrieval/dense/float16.ts';
import { graphSearch } from '../../src/retrieval/dense/graphSearch.ts';
import type { VectorSearch } from '../../src/retrieval/dense/vectorSearch.ts';
import { writeQuantised } from '../../src/retrieval/dense/writeQuantised.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';
import { quantile } from '../../src/statistics/quantile.ts';

// Times searches of seeded vectors of 384 numbers around 1,000 centres, each store with and without vectors held in
// memory, in as many threads as told; with `--graph` an approximate graph too.
// node bench/dense/search.ts <empty folder> <vectors> <threads> [--graph]

const [folder, count = '100000', threads = '1', graph] = process.argv.slice(2);
if (folder === undefined)
  throw new Error('Usage: node bench/dense/search.ts <empty folder> <vectors> <threads> [--graph]');
const vectors = Number(count);
const workers = Number(threads);
const dimensions = 384;
const random = keyedRandom(1, 'vectors');
const { signal } = new AbortController();

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

const noise = (): number => random.unit() + random.unit() + random.unit() - 1.5;
const centres = Array.from({ length: 1000 }, () =>
  unit(Float32Array.from({ length: dimensions }, () => noise())),
);
const near = (): Float32Array => {
  const centre = centres[random.below(centres.length)] ?? new Float32Array();
  return unit(centre.map((value) => value + noise() * 0.06));
};

await mkdir(folder, { recursive: true });
{
  await using floats = await open(path.join(folder, denseFiles.float32), 'w');
  await using halves = await open(path.join(folder, denseFiles.float16), 'w');
  for (let at = 0; at < vectors; at++) {
    const vector = near();
    await floats.write(new Uint8Array(vector.buffer));
    await halves.write(new Uint8Array(toFloat16(vector).buffer));
  }
}
await writeQuantised(folder, vectors, dimensions, signal);
const queries = Array.from({ length: 50 }, near);

async function time(name: string, search: VectorSearch): Promise<void> {
  for (const query of queries.slice(0, 5)) await search.search(query, 10, signal);
  const times: number[] = [];
  for (const query of queries) {
    const began = performance.now();
    await search.search(query, 10, signal);
    times.push(performance.now() - began);
  }
  const began = performance.now();
  await Promise.all(queries.map((query) => search.search(query, 10, signal)));
  const each = (performance.now() - began) / queries.length;
  const sorted = times.toSorted((a, b) => a - b);
  const ms = (share: number): string => quantile(sorted, share).toFixed(1);
  console.log(
    `${name}: p50 ${ms(0.5)} ms, p95 ${ms(0.95)} ms; ${each.toFixed(1)} ms each when all are asked at once`,
  );
}

for (const store of ['float32', 'float16', 'int8'] satisfies VectorStore[]) {
  for (const heldBytes of [0, 2 ** 34]) {
    await using search = exactSearch({ folder, store, count: vectors, dimensions }, { workers, heldBytes });
    await time(`${store}, ${heldBytes === 0 ? 'read anew' : 'held'}`, search);
  }
}
if (graph === '--graph') {
  const settings = denseSettings.parse({ search: { hnsw: {} } });
  const hnsw = settings.search === 'exact' ? undefined : settings.search.hnsw;
  if (hnsw !== undefined) {
    const stored = { folder, store: 'float32', count: vectors, dimensions } as const;
    const began = performance.now();
    await buildGraph(
      { vectors: stored, hnsw, file: path.join(folder, denseFiles.graph) },
      { signal, onProgress: () => undefined },
    );
    console.log(`graph: built in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    await using search = await graphSearch(stored, hnsw);
    await time('graph', search);
  }
}
const { rss } = process.memoryUsage();
console.log(`resident ${(rss / 2 ** 20).toFixed(0)} MiB, load average ${loadavg()[0]?.toFixed(1)}`);
await rm(folder, { recursive: true });
