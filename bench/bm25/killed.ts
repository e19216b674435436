import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { jsonl } from '../../src/datasets/corpora/jsonl.ts';
import { sha256File } from '../../src/io/sha256.ts';
import type { Corpus } from '../../src/ports/dataset.ts';
import { buildIndex } from '../../src/retrieval/indexes/buildIndex.ts';
import { bm25 } from '../../src/retrieval/retrievers/bm25.ts';
import { zipfCorpus } from './zipfCorpus.ts';

// Builds a BM25 index of the seeded corpus undisturbed, then another that is killed (SIGKILL) when a share of the passages
// was read, and built again to its end, and compares all files of the two. The corpus is that of `measure.ts --step corpus`.
// node bench/bm25/killed.ts --folder <folder> [--passages 1000000] [--threads 0] [--at 0.8]

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'results/bench-bm25' },
    passages: { type: 'string', default: '1000000' },
    threads: { type: 'string', default: '0' },
    at: { type: 'string', default: '0.8' },
    /** Build here and say how far it is: what this script starts itself with. */
    build: { type: 'string' },
  },
});
/** What a build says of itself, on a line. */
interface Told {
  readonly phase: string;
  readonly passages: number;
  readonly cpuSeconds: number;
}

const passages = Number(values.passages);
const seeded = zipfCorpus(passages, 7);
const file = path.join(values.folder, `${seeded.name}.jsonl`);
if (!existsSync(file)) throw new Error(`First measure.ts --step corpus: ${file} is missing.`);

if (values.build !== undefined) await build(values.build);
else await compare();

async function build(folder: string): Promise<void> {
  const corpus: Corpus = { ...seeded, passages: (reading) => jsonl.passages(file, { signal: reading }) };
  const tell = (phase: string, done: number): void => {
    const { user, system } = process.cpuUsage();
    console.log(JSON.stringify({ phase, passages: done, cpuSeconds: (user + system) / 1e6 } satisfies Told));
  };
  const { corpus: built } = await buildIndex(bm25, corpus, bm25.settings.parse({}), folder, {
    signal: new AbortController().signal,
    threads: Number(values.threads),
    onProgress: (progress) => tell(progress.phase, progress.passages),
  });
  tell('complete', built.passages);
}

async function compare(): Promise<void> {
  const names = ['whole', 'killed'].map((name) => `${seeded.name}-${name}`);
  for (const left of await readdir(values.folder)) {
    const isOurs = names.some((name) => left === name || left.startsWith(`${name}.`));
    if (isOurs) await rm(path.join(values.folder, left), { recursive: true });
  }
  const [whole = '', killed = ''] = names.map((name) => path.join(values.folder, name));
  await timed('undisturbed', whole);
  await timed('killed', killed, Number(values.at) * passages);
  await timed('gone on with', killed);
  const same = JSON.stringify(await hashes(whole)) === JSON.stringify(await hashes(killed));
  console.log(same ? 'The two indexes have the same files, byte for byte.' : 'The two indexes differ.');
  console.log(`load average ${loadavg()[0]?.toFixed(1)}`);
}

/** Builds in a process of its own, start included, which is killed when it has read `killAt` passages. */
async function timed(name: string, folder: string, killAt = Infinity): Promise<void> {
  const began = performance.now();
  const own = ['--folder', values.folder, '--passages', values.passages, '--threads', values.threads];
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...own, '--build', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last: Told = { phase: 'start', passages: 0, cpuSeconds: 0 };
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (child.killed) return;
    last = JSON.parse(line) as Told;
    if (last.passages >= killAt) child.kill('SIGKILL');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== (child.killed ? null : 0)) throw new Error(`The build ended with ${code}.`);
  const seconds = (performance.now() - began) / 1000;
  const { phase, passages: done, cpuSeconds } = last;
  console.log(
    `${name}: ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of processor time, ${phase} at ${done} passages`,
  );
}

async function hashes(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await sha256File(path.join(folder, name))] as const)),
  );
}
