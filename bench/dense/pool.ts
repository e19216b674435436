import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { openLlamaServer } from '../../src/backends/llama-cpp/openLlamaServer.ts';
import { denseIndex } from './denseIndex.ts';
import { poolCorpus, poolQuestions } from './pool500.ts';
import { poolMeasures } from './poolMeasures.ts';

// The Pool-500 rows of docs/retrieval.md. RAGSTONE_DATA names the folder that holds data/; goes on where it was stopped.
// node bench/dense/pool.ts <minilm.gguf> <folder>

const [model, folder] = process.argv.slice(2);
if (model === undefined || folder === undefined)
  throw new Error('Usage: node bench/dense/pool.ts <minilm.gguf> <folder>');
const data = process.env['RAGSTONE_DATA'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const reference = path.join(data, 'data/hotpotqa/reference');
const { signal } = new AbortController();

// sentence-transformers cuts at 256 tokens; the engine takes one less than its context.
await using server = await openLlamaServer({ file: model, threads: 1, contextTokens: 257 }, signal);
const encoder = await server.open('all-MiniLM-L6-v2');
const settings = { passage: '{text}', batch: 16, inFlight: 2 };
const opened = await denseIndex(await poolCorpus(reference), settings, encoder, folder, signal);
await using retriever = opened.retriever;
await using _ = opened.store;

const questions = await poolQuestions(reference, 'dense');
const lists: { gold: readonly string[]; found: readonly string[] }[] = [];
let same = 0;
let sameSet = 0;
for (const { question, gold, retrieved } of questions) {
  const found = (await retriever.search(question, 10, signal)).map(({ passage }) => passage.title);
  const there = retrieved.slice(0, 10);
  lists.push({ gold, found });
  if (found.every((title, rank) => title === there[rank])) same++;
  if (found.every((title) => there.includes(title))) sameSet++;
}
console.log('ours', poolMeasures(lists));
console.log('reference', poolMeasures(questions.map(({ gold, retrieved }) => ({ gold, found: retrieved }))));
console.log(`same top 10, in order: ${same} of ${questions.length}; as a set: ${sameSet}`);
