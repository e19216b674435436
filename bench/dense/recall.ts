import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { openLlamaServer } from '../../src/backends/llama-cpp/openLlamaServer.ts';
import { openHttpServer } from '../../src/backends/openHttpServer.ts';
import { openDataset } from '../../src/datasets/open/openDataset.ts';
import { RagstoneError } from '../../src/errors.ts';
import { prepareIndex } from '../../src/retrieval/indexes/prepareIndex.ts';
import { bm25 } from '../../src/retrieval/retrievers/bm25.ts';
import { rrf } from '../../src/retrieval/retrievers/rrf.ts';
import { denseIndex } from './denseIndex.ts';
import { meanScores } from './meanScores.ts';

// The dense and hybrid rows of "What it finds" in docs/retrieval.md; those of BM25 come from bench/truth/recall.ts.
// RAGSTONE_DATA names the folder that holds data/. Embedding takes hours on a small machine: stop it whenever you like,
// it goes on where it was.
// With --graph the dense search is approximate; what the graph finds of the exact top 10 stands in the line of the index.
// node bench/dense/recall.ts <minilm.gguf, or the address of server.py> <folder> [popqa nq triviaqa hotpotqa] [--graph]

const specs = {
  popqa: { questions: 'official/popqa/popQA.tsv.gz', corpus: 'popqa/popqa_corpus.jsonl.gz' },
  nq: { questions: 'official/nq/NQ-open.dev.jsonl.gz', corpus: 'nq/nq_corpus.jsonl.gz' },
  triviaqa: {
    questions: 'official/triviaqa/wikipedia-dev.json.gz',
    corpus: 'triviaqa/triviaqa_corpus.jsonl.gz',
  },
  hotpotqa: {
    questions: 'official/hotpotqa/hotpot_dev_distractor_v1.json.gz',
    corpus: 'hotpotqa/hotpotqa_corpus.jsonl.gz',
  },
} as const;
const answers = [1, 5, 10, 20].map((k) => `has-answer@${k}/dpr/first@1`);
const pages = ['recall', 'all-found'].flatMap((name) => [2, 5, 10].map((k) => `${name}@${k}/title/first@1`));

const graph = process.argv.includes('--graph');
const [model, folder, ...asked] = process.argv.slice(2).filter((word) => word !== '--graph');
if (model === undefined || folder === undefined) {
  throw new Error(
    'Usage: node bench/dense/recall.ts <minilm.gguf | http://127.0.0.1:8002> <folder> [popqa nq triviaqa hotpotqa] [--graph]',
  );
}
const data = process.env['RAGSTONE_DATA'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const { signal } = new AbortController();
// sentence-transformers cuts at 256 tokens; the engine takes one less than its context.
await using server = model.startsWith('http://')
  ? await openHttpServer({ address: model, kind: 'openai', pooling: 'mean' }, signal)
  : await openLlamaServer({ file: model, threads: 1, contextTokens: 257 }, signal);
const encoder = await server.open('all-MiniLM-L6-v2');

for (const [use, { questions, corpus }] of Object.entries(specs)) {
  if (asked.length > 0 && !asked.includes(use)) continue;
  const file = (name: string): string => path.join(data, 'data', name);
  const { dataset } = await openDataset({ use, file: file(questions), corpus: file(corpus) }, signal, {
    environment: {},
  });
  if (dataset.corpus === undefined) throw new RagstoneError('missing-data', 'There is no corpus.');
  const settings = { batch: 64, inFlight: 2, ...(graph ? { search: { hnsw: {} } } : {}) };
  const opened = await denseIndex(dataset.corpus, settings, encoder, path.join(folder, use), signal);
  await using retriever = opened.retriever;
  await using _ = opened.store;
  const scorers = use === 'hotpotqa' ? pages : answers;
  await using words = await prepareIndex(bm25, dataset.corpus, bm25.settings.parse({}), {
    signal,
    home: folder,
  });
  const hybrid = rrf.combine([words.retriever, retriever], rrf.settings.parse({}), {});
  for (const [kind, searched] of Object.entries({ dense: retriever, 'rrf of bm25 and dense': hybrid })) {
    const { questions: count, means } = await meanScores(dataset, searched, scorers, signal);
    console.log(`${use}, ${kind} (${count} questions)`);
    for (const [at, name] of scorers.entries())
      console.log(`  ${name} ${(means[at] ?? Number.NaN).toFixed(4)}`);
  }
}
