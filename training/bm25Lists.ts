/**
 * What BM25 finds, as the harness runs it, for the pairs of a folder of training data (`retrieval.jsonl` over
 * `corpus.jsonl`) in every environment: `node training/bm25Lists.ts folder [k]`. A line on standard output for each
 * query: `{"id": "w0-0", "environment": "own-1", "query": "…", "found": [ids, best first]}`. Environments are the
 * query's own wording (`original`), its rewordings (`own-1` …), typing errors (`typos-1`, `typos-2`), and passages
 * cut into pieces (`window-16`, `window-32`).
 */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { misspell } from '../src/environments/typos.ts';
import type { Passage } from '../src/ports/passage.ts';
import type { Retriever } from '../src/ports/retriever.ts';
import { english1 } from '../src/retrieval/analysers/english1.ts';
import { bm25InMemory } from '../src/retrieval/bm25/bm25InMemory.ts';
import { bm25Retriever } from '../src/retrieval/bm25/bm25Retriever.ts';
import { bm25Settings } from '../src/retrieval/bm25/bm25Settings.ts';
import { dedupedById } from '../src/retrieval/windows/dedupedById.ts';
import { windowedCorpus } from '../src/retrieval/windows/windowedCorpus.ts';
import { keyedRandom } from '../src/statistics/keyedRandom.ts';

const passageSchema = z.object({ id: z.string(), title: z.string(), text: z.string() });
const pairSchema = z.object({ id: z.string(), query: z.string(), rewordings: z.array(z.string()) });
/** Those of the training data, as docs/atlas.md has them. */
const windows = [16, 32];
const seeds = [1, 2];

const [folder = '', k = '20'] = argv.slice(2);
const { signal } = new AbortController();

async function* recordsOf<T>(file: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  const input = createReadStream(join(folder, file));
  for await (const line of createInterface({ input })) yield schema.parse(JSON.parse(line));
}

function retrieverOf(passages: readonly Passage[]): Retriever {
  const { titleWeight, k1, b, lengths } = bm25Settings.parse({});
  return bm25Retriever(bm25InMemory(passages, english1, {}, titleWeight), { k1, b, lengths });
}

const passages = await Array.fromAsync(recordsOf('corpus.jsonl', passageSchema));
const corpus = {
  name: folder,
  files: [],
  passages: async function* () {
    yield* passages;
  },
};
const whole = retrieverOf(passages);
const cut = await Promise.all(
  windows.map(async (words) => ({
    environment: `window-${words}`,
    retriever: dedupedById(
      retrieverOf(await Array.fromAsync(windowedCorpus(corpus, words).passages(signal))),
    ),
  })),
);

for await (const { id, query, rewordings } of recordsOf('retrieval.jsonl', pairSchema)) {
  const asked = [
    { environment: 'original', query, retriever: whole },
    ...rewordings.map((each, at) => ({ environment: `own-${at + 1}`, query: each, retriever: whole })),
    ...seeds.map((seed) => ({
      environment: `typos-${seed}`,
      query: misspell(query, keyedRandom(seed, 'typos', id, query)),
      retriever: whole,
    })),
    ...cut.map(({ environment, retriever }) => ({ environment, query, retriever })),
  ];
  for (const { environment, query: text, retriever } of asked) {
    const ranked = await retriever.search(text, Number(k), signal);
    const found = ranked.map(({ passage }) => passage.id);
    stdout.write(`${JSON.stringify({ id, environment, query: text, found })}\n`);
  }
}
