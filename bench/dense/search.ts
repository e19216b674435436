import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { denseFiles } from '../../src/retrieval/dense/denseFiles.ts';
import {
  denseSettings,
  type HnswSettings,
  type VectorStore,
} from '../../src/retrieval/dense/denseSettings.ts';
import { buildGraph } from '../../src/retrieval/dense/buildGraph.ts';
import { exactSearch } from '../../src/retrieval/dense/exactSearch.ts';
import { graphSearch } from '../../src/retrieval/dense/graphSearch.ts';
import type { StoredVectors } from '../../src/retrieval/dense/storedVectors.ts';
import type { VectorSearch } from '../../src/retrieval/dense/vectorSearch.ts';
import { quantile } from '../../src/statistics/quantile.ts';
import { dimensions, seededQueries, writeSeededVectors } from './seededVectors.ts';

// Times searches of seeded vectors of 384 numbers, top 10, in steps: `vectors` writes them, `exact` searches each store
// with vectors read anew and with vectors held in memory, `graph` builds a graph where there is none and searches it with
// several values of expansionSearch. numpySearch.py does the same on these files.
// node bench/dense/search.ts --folder <folder> --vectors 100000 --step vectors|exact|graph [--threads 1] [--queries 200]

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'results/bench-dense' },
    vectors: { type: 'string', default: '100000' },
    threads: { type: 'string', default: '1' },
    queries: { type: 'string', default: '200' },
    step: { type: 'string', default: 'exact' },
  },
});
const { step } = values;
const vectors = Number(values.vectors);
const workers = Number(values.threads);
const folder = path.join(values.folder, `seeded-${vectors}`);
const { signal } = new AbortController();
const k = 10;
const warmUp = 5;
/** Asked all at once. */
const crowd = 64;

if (step === 'vectors') await writeSeededVectors(folder, vectors, 200);
else if (step === 'exact') await exact();
else await graph();
const { rss } = process.memoryUsage();
console.log(`resident ${(rss / 2 ** 20).toFixed(0)} MiB, load average ${loadavg()[0]?.toFixed(1)}`);

async function exact(): Promise<void> {
  for (const store of ['float32', 'float16', 'int8'] as const) {
    for (const heldBytes of [0, 2 ** 34]) {
      await using search = exactSearch(stored(store), { workers, heldBytes });
      const found = await time(`${store}, ${heldBytes === 0 ? 'read anew' : 'held'}`, search);
      if (store === 'float32') await writeFile(path.join(folder, 'found.json'), JSON.stringify(found));
    }
  }
}

async function graph(): Promise<void> {
  const file = path.join(folder, denseFiles.graph);
  if (!existsSync(file)) {
    const began = performance.now();
    await buildGraph(
      { vectors: stored('float32'), hnsw: hnswOf({}), file },
      { signal, onProgress: () => undefined },
    );
    console.log(`graph: built in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  const queries = await asked();
  await using scan = exactSearch(stored('float32'), { workers, heldBytes: 0 });
  const best = await Promise.all(queries.map((query) => scan.search(query, k, signal)));
  for (const expansionSearch of [64, 256, 1024]) {
    await using search = await graphSearch(stored('float32'), hnswOf({ expansionSearch }));
    const found = await time(`graph, expansionSearch ${expansionSearch}`, search);
    const shared = found.map(
      (list, at) => best[at]?.filter(({ position }) => list.includes(position)).length,
    );
    const recall = shared.reduce<number>((sum, each) => sum + (each ?? 0), 0) / (k * queries.length);
    console.log(`  recall of the exact top ${k}: ${recall.toFixed(3)}`);
  }
}

/** Asks one query after the other, then 64 at once; returns the positions found. */
async function time(name: string, search: VectorSearch): Promise<readonly (readonly number[])[]> {
  const queries = await asked();
  for (const query of queries.slice(0, warmUp)) await search.search(query, k, signal);
  const times: number[] = [];
  const found: number[][] = [];
  for (const query of queries) {
    const began = performance.now();
    const hits = await search.search(query, k, signal);
    times.push(performance.now() - began);
    found.push(hits.map(({ position }) => position));
  }
  const began = performance.now();
  const together = queries.slice(0, crowd);
  await Promise.all(together.map((query) => search.search(query, k, signal)));
  const each = (performance.now() - began) / together.length;
  const sorted = times.toSorted((a, b) => a - b);
  const ms = (share: number): string => quantile(sorted, share).toPrecision(3);
  console.log(
    `${name}: p50 ${ms(0.5)} ms, p95 ${ms(0.95)} ms; ${each.toPrecision(3)} ms each of ${together.length} at once`,
  );
  return found;
}

async function asked(): Promise<readonly Float32Array[]> {
  return (await seededQueries(folder)).slice(0, Number(values.queries));
}

function stored(store: VectorStore): StoredVectors {
  return { folder, store, count: vectors, dimensions };
}

function hnswOf(wish: object): HnswSettings {
  const { search } = denseSettings.parse({ search: { hnsw: wish } });
  if (search === 'exact') throw new Error('A graph was asked for.');
  return search.hnsw;
}
