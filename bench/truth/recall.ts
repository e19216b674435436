import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { measureRecall } from './measureRecall.ts';

// The recall table of docs/retrieval.md. RAGSTONE_DATA names the folder that holds data/.
// node bench/truth/recall.ts

const folder = process.env['RAGSTONE_DATA'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const data = (file: string): string => path.join(folder, 'data', file);
const hotpot = {
  use: 'hotpotqa',
  questions: data('official/hotpotqa/hotpot_dev_distractor_v1.json.gz'),
  corpus: data('hotpotqa/hotpotqa_corpus.jsonl.gz'),
  scorers: ['recall@2', 'recall@5', 'recall@10', 'all-found@2', 'all-found@5', 'all-found@10'].map(
    (name) => `${name}/title/first@1`,
  ),
};
const answers = [
  'has-answer@1/dpr/first@1',
  'has-answer@5/dpr/first@1',
  'has-answer@10/dpr/first@1',
  'has-answer@20/dpr/first@1',
];
const specs = [
  { ...hotpot, settings: { analyser: 'simple@1' } },
  hotpot,
  { ...hotpot, settings: { lengths: 'lucene' } },
  { ...hotpot, settings: { k1: 1.2, b: 0.75 } },
  {
    use: 'nq',
    questions: data('official/nq/NQ-open.dev.jsonl.gz'),
    corpus: data('nq/nq_corpus.jsonl.gz'),
    scorers: answers,
  },
  {
    use: 'popqa',
    questions: data('official/popqa/popQA.tsv.gz'),
    corpus: data('popqa/popqa_corpus.jsonl.gz'),
    scorers: answers,
  },
  {
    use: 'triviaqa',
    questions: data('official/triviaqa/wikipedia-dev.json.gz'),
    corpus: data('triviaqa/triviaqa_corpus.jsonl.gz'),
    scorers: answers,
  },
];
for (const spec of specs) {
  const { questions, means } = await measureRecall(spec);
  const settings = 'settings' in spec ? JSON.stringify(spec.settings) : 'defaults';
  console.log(`${spec.use} (${questions} questions, ${settings})`);
  for (const [at, name] of spec.scorers.entries())
    console.log(`  ${name} ${(means[at] ?? Number.NaN).toFixed(4)}`);
}
