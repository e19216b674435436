import { expect, test } from 'vitest';
import { flashragLines, hotpotRecords, nqLines, openFixture, questionsOf } from './openFixture.ts';

test('what was pulled is opened by its name, with the scorers of the catalog', async () => {
  const { lay, open } = await openFixture();
  await lay('datasets/nq/NQ-open.dev.jsonl', nqLines);
  const opened = await open({ use: 'nq' });
  expect(opened.dataset).toMatchObject({
    name: 'nq',
    split: 'dev',
    purpose: 'test',
    nativeScorers: ['em/squad@1', 'f1/squad@1'],
    files: [{ name: 'nq/NQ-open.dev.jsonl', bytes: nqLines.length }],
  });
  expect(await questionsOf(opened)).toMatchObject([{ asked: { text: 'who wrote it' } }]);
});

test('questions can be streamed as often as wanted', async () => {
  const { lay, open } = await openFixture();
  await lay('datasets/nq/NQ-open.dev.jsonl', nqLines);
  const opened = await open({ use: 'nq' });
  expect(await questionsOf(opened)).toEqual(await questionsOf(opened));
});

test('a split and a setting choose among what was pulled', async () => {
  const { lay, open } = await openFixture();
  await lay('datasets/hotpotqa/hotpot_dev_fullwiki_v1.json', hotpotRecords);
  await lay('datasets/hotpotqa/hotpot_train_v1.1.json', hotpotRecords);
  expect((await open({ use: 'hotpotqa', setting: 'fullwiki' })).dataset).toMatchObject({
    split: 'dev',
    setting: 'fullwiki',
    purpose: 'test',
  });
  expect((await open({ use: 'hotpotqa', split: 'train' })).dataset).toMatchObject({ purpose: 'train' });
});

test('what was not pulled comes with the command that brings it', async () => {
  const { open } = await openFixture();
  await expect(open({ use: 'hotpotqa' })).rejects.toMatchObject({
    code: 'missing-data',
    message: expect.stringContaining(
      '(46.3 MB) is not on this machine. Bring it with: ragstone data pull hotpotqa --split dev --setting distractor',
    ) as string,
  });
});

test('a folder of several files is one dataset', async () => {
  const { lay, open } = await openFixture();
  await lay(
    'datasets/beir-nq/queries.jsonl.gz',
    '{"_id": "q1", "text": "who?"}\n{"_id": "q2", "text": "why?"}\n',
  );
  await lay('datasets/beir-nq/qrels/test.tsv', 'query-id\tcorpus-id\tscore\nq2\td7\t1\n');
  const opened = await open({ use: 'beir-nq' });
  expect(await questionsOf(opened)).toMatchObject([{ id: 'q2', gold: { passages: ['d7'] } }]);
  expect(opened.dataset.files.map(({ name }) => name)).toEqual([
    'beir-nq/queries.jsonl.gz',
    'beir-nq/qrels/test.tsv',
  ]);
});

test('a known name and a file give that dataset with other questions', async () => {
  const { lay, open } = await openFixture();
  const file = await lay('mine/sample.json', hotpotRecords);
  const opened = await open({ use: 'hotpotqa', file });
  expect(opened.dataset).toMatchObject({ name: 'hotpotqa', split: 'file', purpose: 'unknown' });
  expect(opened.dataset.nativeScorers).toContain('joint-f1/hotpot@1');
  expect(await questionsOf(opened)).toHaveLength(2);
});

test('a file with an official name is that split, packed or not', async () => {
  const { lay, open } = await openFixture();
  const file = await lay('mine/hotpot_dev_fullwiki_v1.json.gz', hotpotRecords);
  expect((await open({ use: 'hotpotqa', file })).dataset).toMatchObject({
    split: 'dev',
    setting: 'fullwiki',
    purpose: 'test',
  });
});

test('what the user says of a file goes before its name', async () => {
  const { lay, open } = await openFixture();
  const file = await lay('mine/hotpot_dev_fullwiki_v1.json', hotpotRecords);
  expect((await open({ use: 'hotpotqa', file, split: 'train' })).dataset).toMatchObject({
    split: 'train',
    purpose: 'train',
  });
  expect((await open({ use: 'hotpotqa', file, split: 'my-part' })).dataset).toMatchObject({
    split: 'my-part',
    purpose: 'unknown',
  });
});

test("a file in another layout than the dataset's own is seen as what it is", async () => {
  const { lay, open } = await openFixture();
  const opened = await open({ use: 'nq', file: await lay('flashrag.jsonl', flashragLines) });
  expect(await questionsOf(opened)).toMatchObject([{ id: 'x1', gold: { answers: [['Ada']] } }]);
  expect(opened.dataset.nativeScorers).toEqual(['em/squad@1', 'f1/squad@1']);
});

test("a file that shows nothing is read in the dataset's layout, whose reader says what is wrong", async () => {
  const { lay, open } = await openFixture();
  const file = await lay('odd.jsonl', '{"query": "?"}\n');
  await expect(open({ use: 'nq', file })).rejects.toMatchObject({ code: 'bad-record' });
});

test('a format that is named is used, and an unknown one refused', async () => {
  const { lay, open } = await openFixture();
  const file = await lay('x.jsonl', nqLines);
  expect(await questionsOf(await open({ use: 'mine', file, format: 'nq-open' }))).toHaveLength(1);
  await expect(open({ use: 'mine', file, format: 'nq' })).rejects.toMatchObject({ code: 'unknown-name' });
});

test('a name of the user with a file is scored in the plain manner', async () => {
  const { lay, open } = await openFixture();
  const opened = await open({ use: 'my-quiz', file: await lay('quiz.jsonl', flashragLines) });
  expect(opened.dataset).toMatchObject({
    name: 'my-quiz',
    split: 'file',
    purpose: 'unknown',
    nativeScorers: ['em/squad@1', 'f1/squad@1'],
  });
});

test('names that lead nowhere are refused', async () => {
  const { open } = await openFixture();
  await expect(open({ use: 'hotpot' })).rejects.toMatchObject({ code: 'unknown-name' });
  await expect(open({ use: 'wiki18-dpr' })).rejects.toThrow(/is a corpus/);
  await expect(open({ use: 'mine', file: '/nowhere/x.jsonl' })).rejects.toMatchObject({ code: 'bad-file' });
});

test('the built-in dataset opens anywhere, with its articles', async () => {
  const { open } = await openFixture();
  const opened = await open({ use: 'atlas' });
  expect(opened.dataset).toMatchObject({ split: 'test', purpose: 'test', corpus: { name: 'atlas-corpus' } });
  expect(opened.dataset.nativeScorers).toEqual(['em/hotpot@1', 'f1/hotpot@1']);
  const [question] = await questionsOf(opened);
  expect(question?.rewordings).toHaveLength(3);
  expect(opened.warnings).toEqual([]);
});
