import { readFileSync } from 'node:fs';
import { Bench } from 'tinybench';
import { packagedPath } from '../../src/io/packagedPath.ts';
import { jsonl } from '../../src/datasets/corpora/jsonl.ts';
import { findAnalyser } from '../../src/retrieval/analysers/findAnalyser.ts';
import { bm25InMemory } from '../../src/retrieval/bm25/bm25InMemory.ts';
import { bm25Retriever } from '../../src/retrieval/bm25/bm25Retriever.ts';
import { bm25Settings } from '../../src/retrieval/bm25/bm25Settings.ts';
import { findScorer } from '../../src/scoring/findScorer.ts';
import type { ScoreInput } from '../../src/ports/scorer.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';

// The small things that run for every question, over the built-in passages: `npm run perf`.

const { signal } = new AbortController();
const passages = await Array.fromAsync(
  jsonl.passages(packagedPath('datasets/atlas/corpus.jsonl'), { signal }),
);
const questions = readFileSync(packagedPath('datasets/atlas/questions.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => (JSON.parse(line) as { question: string }).question);

const analyser = await findAnalyser('english@1');
const { analyser: _name, ...parameters } = bm25Settings.parse({});
const retriever = bm25Retriever(bm25InMemory(passages, analyser, {}), parameters);
const [f1, hasAnswer] = await Promise.all([
  findScorer('f1/hotpot@1'),
  findScorer('has-answer@5/dpr/first@1'),
]);
const first = await retriever.search(questions[0] ?? '', 5, signal);
const input: ScoreInput = {
  asked: { text: questions[0] ?? '', task: 'open' },
  gold: { answers: [['the town of Haernaesarth', 'Haernaesarth']] },
  answer: { text: 'in Haernaesarth' },
  lists: { first, evidence: first, shown: first },
};

let turn = 0;
const next = <T>(list: readonly T[]): T => {
  turn += 1;
  const item = list[turn % list.length];
  if (item === undefined) throw new Error('There is nothing to measure on.');
  return item;
};
const random = keyedRandom(1, 'bench');

const bench = new Bench({ time: 500, warmupTime: 100 });
bench
  .add('english@1: terms of a passage', () =>
    analyser.words(next(passages).text).map((word) => analyser.term(word)),
  )
  .add('BM25: top 5 of 2,000 passages', () => retriever.search(next(questions), 5, signal))
  .add('f1/hotpot@1: one answer', () => f1.score(input))
  .add('has-answer@5/dpr: five passages', () => hasAnswer.score(input))
  .add('random: one 32-bit number', () => random.uint32());
await bench.run();
console.table(bench.table());
