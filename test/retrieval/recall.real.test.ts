import { expect, it } from 'vitest';

import { measureRecall } from '../../bench/truth/measureRecall.ts';
import { realData } from '../support/realData.ts';

it('finds the gold pages of HotpotQA, no fewer than plain words without stems', async () => {
  const { questions, means } = await measureRecall({
    use: 'hotpotqa',
    questions: realData('data/official/hotpotqa/hotpot_dev_distractor_v1.json.gz'),
    corpus: realData('data/hotpotqa/hotpotqa_corpus.jsonl.gz'),
    scorers: ['recall@2', 'recall@5', 'recall@10', 'all-found@2', 'all-found@5', 'all-found@10'].map(
      (name) => `${name}/title/first@1`,
    ),
  });
  expect(questions).toBe(500);
  // \w+ without stems: .527, .664, .770 and .218, .406, .574.
  expect(means.map((mean) => Math.round(1000 * mean))).toStrictEqual([536, 691, 781, 218, 454, 588]);
});

it('finds more than plain words at every depth with k1 1.2 and b 0.75', async () => {
  const { means } = await measureRecall({
    use: 'hotpotqa',
    questions: realData('data/official/hotpotqa/hotpot_dev_distractor_v1.json.gz'),
    corpus: realData('data/hotpotqa/hotpotqa_corpus.jsonl.gz'),
    settings: { k1: 1.2, b: 0.75 },
    scorers: ['recall@2', 'recall@5', 'recall@10', 'all-found@2', 'all-found@5', 'all-found@10'].map(
      (name) => `${name}/title/first@1`,
    ),
  });
  expect(means.map((mean) => Math.round(1000 * mean))).toStrictEqual([542, 696, 805, 230, 464, 634]);
});

it('reaches with plain words what plain words are known to reach', async () => {
  const { means } = await measureRecall({
    use: 'hotpotqa',
    questions: realData('data/official/hotpotqa/hotpot_dev_distractor_v1.json.gz'),
    corpus: realData('data/hotpotqa/hotpotqa_corpus.jsonl.gz'),
    settings: { analyser: 'simple@1' },
    scorers: ['recall@2/title/first@1', 'recall@10/title/first@1', 'all-found@5/title/first@1'],
  });
  expect(means.map((mean) => Math.round(1000 * mean))).toStrictEqual([527, 770, 406]);
});

it.each([
  ['nq', 'official/nq/NQ-open.dev.jsonl.gz', 'nq/nq_corpus.jsonl.gz', [633, 889, 938]],
  ['popqa', 'official/popqa/popQA.tsv.gz', 'popqa/popqa_corpus.jsonl.gz', [562, 902, 934]],
  [
    'triviaqa',
    'official/triviaqa/wikipedia-dev.json.gz',
    'triviaqa/triviaqa_corpus.jsonl.gz',
    [524, 662, 693],
  ],
])('finds passages that answer the questions of %s', async (use, questions, corpus, expected) => {
  const { means } = await measureRecall({
    use,
    questions: realData(`data/${questions}`),
    corpus: realData(`data/${corpus}`),
    scorers: ['has-answer@1/dpr/first@1', 'has-answer@5/dpr/first@1', 'has-answer@10/dpr/first@1'],
  });
  expect(means.map((mean) => Math.round(1000 * mean))).toStrictEqual(expected);
});
