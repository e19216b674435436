import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';

import { openDataset } from '../../../src/datasets/open/openDataset.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';
import { openSearched } from '../../../src/training/traces/searched.ts';
import { sideOf } from '../../../src/training/traces/sideOf.ts';
import type { TrainingFile } from '../../../src/training/trainingPlan.ts';
import type { TrainingTree } from '../../../src/training/trainingTree.ts';
import { writeTraces } from '../../../src/training/write/writeTraces.ts';
import { realData } from '../../support/realData.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { never } from './bridge.ts';

const files: readonly TrainingFile[] = ['reader', 'closed-book', 'questioner', 'answerer', 'retrieval'];

async function tracesOf(
  use: string,
  file: string,
  { trial = false, ...more }: { readonly split?: string; readonly corpus?: string; readonly trial?: boolean },
) {
  const folder = await temporaryFolder();
  const { dataset } = await openDataset({ use, file: realData(`data/${file}`), ...more }, never);
  const first = more.corpus !== undefined;
  await using searched = await openSearched({ corpus: dataset.corpus, first, home: folder }, never);
  const wording = sideOf(dataset, trial);
  const plan = { files, wording, seed: 1, documents: 5, limit: 40 };
  const { files: cards } = await writeTraces(dataset, plan, folder, {
    searched,
    labeller: undefined,
    signal: never,
  });
  const counts = Object.fromEntries(Object.entries(cards).map(([name, { trees }]) => [name, trees]));
  const lines = async (name: string): Promise<readonly TrainingTree[]> =>
    (await readFile(path.join(folder, name), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TrainingTree);
  return { counts, lines };
}

const textOf = ({ prefix }: TrainingTree): string => promptText({ kind: 'text', parts: prefix });

it('HotpotQA, training: every question for readers, nine in ten as a monologue that names the next page', async () => {
  const { counts, lines } = await tracesOf('hotpotqa', 'hotpotqa/hotpotqa_train_100.json.gz', {
    split: 'train',
  });
  expect(counts).toMatchObject({ reader: 40, 'closed-book': 40, retrieval: 40 });
  expect(counts['questioner']).toBeGreaterThanOrEqual(32);
  expect(counts['answerer']).toBe(counts['questioner']);
  for (const tree of await lines('reader.jsonl')) {
    expect(textOf(tree).match(/^(?:Documents:\n)?Doc \d\(Title: /gm)).toHaveLength(5);
  }
  for (const { branches } of await lines('questioner.jsonl')) {
    const [{ labels } = {}] = branches;
    expect(labels?.['steps']).toHaveLength(Number(labels?.['turns']) + 1);
  }
});

it('SQuAD, training: other paragraphs compete where the contexts are the corpus', async () => {
  const file = 'squad/train_44_articles-v1.1.json.gz';
  const alone = await tracesOf('squad', file, { split: 'train' });
  expect(alone.counts).toMatchObject({ reader: 40, questioner: 0, retrieval: 0 });
  const among = await tracesOf('squad', file, { split: 'train', corpus: 'contexts' });
  expect(among.counts).toMatchObject({ reader: 40, questioner: 0, retrieval: 40 });
});

it('Natural Questions: a passage of BM25 that holds an answer stands for the gold one; dev is refused but in a trial', async () => {
  const file = 'nq/nq-open-oracle_1328.jsonl.gz';
  const corpus = realData('data/nq/nq_corpus.jsonl.gz');
  await expect(tracesOf('nq', file, { corpus })).rejects.toThrow(/--split train/);
  await expect(tracesOf('nq', file, { corpus, split: 'dev' })).rejects.toThrow(/is for testing/);
  const { counts, lines } = await tracesOf('nq', file, { corpus, trial: true });
  expect(counts['reader']).toBeGreaterThan(30);
  for (const tree of await lines('reader.jsonl')) {
    const [answer = ''] = tree.branches[0]?.labels.answers ?? [];
    expect(textOf(tree).toLowerCase()).toContain(answer.toLowerCase());
    expect(tree.wording).toBe('held-out');
  }
});
