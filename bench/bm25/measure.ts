import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

import { jsonl } from '../../src/datasets/corpora/jsonl.ts';
import type { Corpus } from '../../src/ports/dataset.ts';
import { buildIndex } from '../../src/retrieval/indexes/buildIndex.ts';
import type { IndexManifest } from '../../src/retrieval/indexes/indexManifest.ts';
import { openIndex } from '../../src/retrieval/indexes/openIndex.ts';
import { bm25 } from '../../src/retrieval/retrievers/bm25.ts';
import { atlasCorpus, atlasQueries } from './atlasCorpus.ts';
import { zipfCorpus, zipfQueries } from './zipfCorpus.ts';

// Builds, loads and asks a BM25 index of a seeded corpus; each step in a process of its own, so that each has its own
// peak of memory. `zipf` is written to a file first (step corpus) and read from there; `atlas` is made as it is read, and
// asked Atlas' own questions.
// node bench/bm25/measure.ts --folder <folder> --corpus zipf|atlas --passages 1000000 --step corpus|build|search
//   [--analyser simple@1] [--threads 0]

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'results/bench-bm25' },
    corpus: { type: 'string', default: 'zipf' },
    passages: { type: 'string', default: '100000' },
    threads: { type: 'string' },
    step: { type: 'string', default: 'search' },
    analyser: { type: 'string', default: 'english@1' },
    queries: { type: 'string', default: '200' },
  },
});
const passages = Number(values.passages);
const isZipf = values.corpus === 'zipf';
const seeded: Corpus = isZipf ? zipfCorpus(passages, 7) : atlasCorpus(passages, 7);
const file = path.join(values.folder, `${seeded.name}.jsonl`);
const index = path.join(values.folder, `${seeded.name}-${values.analyser}`);
const settings = bm25.settings.parse({ analyser: values.analyser });
const { signal } = new AbortController();
const warmUp = 20;

if (values.step === 'corpus') await writeCorpus();
else if (values.step === 'build') await build();
else await search();

async function writeCorpus(): Promise<void> {
  await mkdir(values.folder, { recursive: true });
  async function* lines(): AsyncGenerator<string> {
    for await (const passage of seeded.passages(signal)) yield `${JSON.stringify(passage)}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
}

async function build(): Promise<void> {
  if (isZipf && !existsSync(file)) throw new Error(`First --step corpus: ${file} is missing.`);
  await rm(index, { recursive: true, force: true });
  const corpus: Corpus = isZipf
    ? { ...seeded, passages: (reading) => jsonl.passages(file, { signal: reading }) }
    : seeded;
  const began = performance.now();
  let read = 0;
  const manifest = await buildIndex(bm25, corpus, settings, index, {
    signal,
    ...(values.threads === undefined ? {} : { threads: Number(values.threads) }),
    onProgress: ({ phase }) => {
      if (phase === 'merging') read = performance.now();
    },
  });
  const seconds = (performance.now() - began) / 1000;
  show('build', {
    passages: manifest.corpus.passages,
    ...manifest.counts,
    seconds,
    'of them merging and writing': seconds - (read - began) / 1000,
    'passages per second': passages / seconds,
    'index MB without passages': megabytes(manifest, (name) => !name.startsWith('passages.')),
    'passages MB': megabytes(manifest, (name) => name.startsWith('passages.')),
  });
}

async function search(): Promise<void> {
  const began = performance.now();
  await using opened = await openIndex(bm25, index, settings, {});
  const loaded = performance.now() - began;
  const wanted = Number(values.queries) + warmUp;
  const queries = isZipf ? await zipfQueries(seeded, wanted, 8) : atlasQueries(passages, 7, wanted);
  const [wall, cpu]: [number[], number[]] = [[], []];
  for (const query of queries) {
    const asked = performance.now();
    const before = process.cpuUsage();
    await opened.retriever.search(query, 10, signal);
    const { user, system } = process.cpuUsage(before);
    wall.push(performance.now() - asked);
    cpu.push((user + system) / 1000);
  }
  show('search', {
    'load ms': loaded,
    queries: queries.length - warmUp,
    'p50 ms': quantile(wall, 0.5),
    'p95 ms': quantile(wall, 0.95),
    'p50 CPU ms': quantile(cpu, 0.5),
    'p95 CPU ms': quantile(cpu, 0.95),
  });
}

function megabytes({ files }: IndexManifest, counts: (name: string) => boolean): number {
  return files.reduce((sum, { name, bytes }) => sum + (counts(name) ? bytes : 0), 0) / 1e6;
}

/** Of what comes after the warm-up. */
function quantile(times: readonly number[], share: number): number {
  const sorted = times.slice(warmUp).sort((a, b) => a - b);
  return sorted[Math.floor(share * sorted.length)] ?? Number.NaN;
}

function show(step: string, figures: Readonly<Record<string, number>>): void {
  const peak = process.resourceUsage().maxRSS / 1024;
  const { user, system } = process.cpuUsage();
  const cpu = (user + system) / 1e6;
  const all = { ...figures, 'CPU seconds': cpu, 'peak RSS MB': peak, load: loadavg()[0] ?? 0 };
  const shown = Object.entries(all).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
  console.log(`${step} ${seeded.name} ${values.analyser}: ${shown.join(', ')}`);
}
