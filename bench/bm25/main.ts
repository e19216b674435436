import { createWriteStream, existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

import { bm25s } from './engines/bm25s.ts';
import type { Asked, Comparison, Engine } from './engines/engine.ts';
import { lancedb } from './engines/lancedb.ts';
import { langchain } from './engines/langchain.ts';
import { ragstone } from './engines/ragstone.ts';
import { zipfCorpus, zipfQueries } from './zipfCorpus.ts';

// Asks Ragstone, LangChain's BM25Retriever (over the first 2,000 passages only: it is slow) and, where they are installed,
// LanceDB and Python's bm25s the same queries, in turns of twenty, and prints times and how many times Ragstone's they are.
// [PYTHON=<venv with bm25s and numba>/bin/python] [LANCEDB=<folder with node_modules/@lancedb/lancedb>]
//   node bench/bm25/main.ts [--folder <folder>] [--passages 100000]

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'results/bench-bm25' },
    passages: { type: 'string', default: '100000' },
    queries: { type: 'string', default: '200' },
  },
});
const passages = Number(values.passages);
const seeded = zipfCorpus(passages, 7);
const folder = path.join(values.folder, seeded.name);
const corpus = path.join(folder, 'corpus.jsonl');
const turn = 20;
const langchainPassages = 2000;

await mkdir(folder, { recursive: true });
if (!existsSync(corpus)) await writeCorpus();
const comparison: Comparison = { corpus, passages, folder };
await using engines = new AsyncDisposableStack();
const ours = engines.use(await ragstone(comparison));
const others: Engine[] = [engines.use(await langchain(comparison, Math.min(passages, langchainPassages)))];
const { PYTHON: python, LANCEDB: lance } = process.env;
if (lance !== undefined) others.push(engines.use(await lancedb(comparison, lance)));
if (python !== undefined) others.push(engines.use(await bm25s(comparison, python)));

// The first turn warms up and does not count.
const queries = await zipfQueries(seeded, Number(values.queries) + turn, 8);
const asked = new Map<Engine, Asked[]>([ours, ...others].map((engine) => [engine, []]));
for (let from = 0; from < queries.length; from += turn) {
  for (const [engine, answers] of asked) {
    for (const query of queries.slice(from, from + turn)) answers.push(await engine.ask(query));
  }
}
console.log(`${queries.length - turn} queries of 8 words, top 10; load average ${loadavg()[0]?.toFixed(1)}`);
for (const [engine, answers] of asked) report(engine, answers.slice(turn));

function report(engine: Engine, answers: readonly Asked[]): void {
  const base = (asked.get(ours) ?? []).slice(turn);
  const figures = (['wall', 'cpu'] as const).flatMap((kind) =>
    [0.5, 0.95].map((share) => {
      const own = quantile(answers, kind, share);
      const ratio = own / quantile(base, kind, share);
      return `${kind} p${share * 100} ${own.toPrecision(3)} ms (${ratio.toPrecision(2)} ×)`;
    }),
  );
  const build = engine.buildSeconds === undefined ? 'was there' : `${engine.buildSeconds.toFixed(1)} s`;
  const same = answers.filter((answer, at) => sameIds(answer, base[at])).length;
  const details = [
    `${engine.passages} passages`,
    `build ${build}`,
    ...figures,
    `same top 10 as ours ${same}`,
  ];
  console.log(`${engine.name}: ${details.join(', ')}`);
}

function sameIds(a: Asked, b: Asked | undefined): boolean {
  return a.ids.toSorted().join() === b?.ids.toSorted().join();
}

function quantile(answers: readonly Asked[], kind: 'wall' | 'cpu', share: number): number {
  const sorted = answers.map((answer) => answer[kind]).sort((a, b) => a - b);
  return sorted[Math.floor(share * sorted.length)] ?? Number.NaN;
}

async function writeCorpus(): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for await (const passage of seeded.passages(new AbortController().signal))
      yield `${JSON.stringify(passage)}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(corpus));
}
