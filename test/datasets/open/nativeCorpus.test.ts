import { expect, test } from 'vitest';
import { openCorpus } from '../../../src/datasets/open/openCorpus.ts';
import { corpusLines, hotpotRecords, nqLines, openFixture, passagesOf } from './openFixture.ts';

test("the union of the questions' own contexts is the corpus of the distractor setting", async () => {
  const { lay, open } = await openFixture();
  await lay('datasets/hotpotqa/hotpot_dev_distractor_v1.json', hotpotRecords);
  const opened = await open({ use: 'hotpotqa' });
  expect(opened.dataset.corpus?.name).toBe('hotpotqa-contexts');
  expect((await passagesOf(opened)).map(({ title }) => title)).toEqual(['Anthem', 'Ada', 'Bo']);
  expect(opened.warnings).toEqual([]);
});

test('a corpus that was not pulled is replaced by the contexts, and said', async () => {
  const { lay, open } = await openFixture();
  await lay('datasets/hotpotqa/hotpot_dev_fullwiki_v1.json', hotpotRecords);
  const opened = await open({ use: 'hotpotqa', setting: 'fullwiki' });
  expect(opened.dataset.corpus?.name).toBe('hotpotqa-contexts');
  expect(opened.warnings).toEqual([
    "hotpotqa: its corpus hotpotqa-abstracts (643 MB) is not on this machine; the questions' own contexts are searched. To have it: ragstone data pull hotpotqa-abstracts",
  ]);
});

test("the catalog's corpus is used once it was pulled", async () => {
  const { lay, open } = await openFixture();
  await lay('datasets/nq/NQ-open.dev.jsonl', nqLines);
  const without = await open({ use: 'nq' });
  expect(without.dataset.corpus).toBeUndefined();
  expect(without.warnings).toEqual([expect.stringContaining('ragstone data pull wiki18-dpr')]);
  await lay('datasets/wiki18-dpr/psgs_w100.tsv.gz', 'id\ttext\ttitle\n1\t"Ada was a poet."\tAda\n');
  const opened = await open({ use: 'nq' });
  expect(opened.warnings).toEqual([]);
  expect(opened.dataset.corpus).toMatchObject({
    name: 'wiki18-dpr',
    files: [{ name: 'wiki18-dpr/psgs_w100.tsv.gz' }],
  });
  expect(await passagesOf(opened)).toMatchObject([{ id: '1', title: 'Ada', text: 'Ada was a poet.' }]);
});

test('a corpus file goes before everything else', async () => {
  const { lay, open } = await openFixture();
  const file = await lay('q.json', hotpotRecords);
  const corpus = await lay('passages.jsonl', corpusLines);
  const opened = await open({ use: 'hotpotqa', file, corpus });
  expect(opened.dataset.corpus).toMatchObject({ name: 'passages.jsonl' });
  expect(await passagesOf(opened)).toEqual([{ id: '1', title: 'Ada', text: 'Ada was a poet.' }]);
});

test('a corpus of the catalog can be named, and must have been pulled', async () => {
  const { lay, open } = await openFixture();
  const file = await lay('q.json', hotpotRecords);
  await expect(open({ use: 'mine', file, corpus: 'hotpotqa-abstracts' })).rejects.toMatchObject({
    code: 'missing-data',
    message: expect.stringContaining('ragstone data pull hotpotqa-abstracts') as string,
  });
  await lay(
    'datasets/hotpotqa-abstracts/corpus.jsonl.gz',
    '{"_id": "9", "title": "Bo", "text": "Bo sang."}\n',
  );
  expect(await passagesOf(await open({ use: 'mine', file, corpus: 'hotpotqa-abstracts' }))).toMatchObject([
    { id: '9' },
  ]);
});

test('contexts can be asked for, where there are any', async () => {
  const { lay, open } = await openFixture();
  const hotpot = await lay('q.json', hotpotRecords);
  const opened = await open({ use: 'mine', file: hotpot, corpus: 'contexts' });
  expect(await passagesOf(opened)).toHaveLength(3);
  const nq = await lay('q.jsonl', nqLines);
  await expect(open({ use: 'mine', file: nq, corpus: 'contexts' })).rejects.toMatchObject({
    code: 'missing-data',
  });
});

test('a BEIR folder of the user brings its own corpus', async () => {
  const { home, lay, open } = await openFixture();
  await lay('mine/queries.jsonl', '{"_id": "q1", "text": "who?"}\n');
  await lay('mine/qrels/test.tsv', 'query-id\tcorpus-id\tscore\nq1\td7\t1\n');
  await lay('mine/corpus.jsonl', '{"_id": "d7", "title": "T", "text": "x"}\n');
  const opened = await open({ use: 'my-set', file: `${home}/mine` });
  expect(opened.dataset.corpus?.name).toBe('my-set');
  expect(await passagesOf(opened)).toEqual([{ id: 'd7', title: 'T', text: 'x' }]);
});

test('a corpus opens by itself, in a layout that is named or seen', async () => {
  const { lay } = await openFixture();
  const { signal } = new AbortController();
  const file = await lay('c.jsonl', corpusLines);
  for (const options of [{}, { format: 'jsonl' }]) {
    const corpus = await openCorpus(file, signal, options);
    expect(await Array.fromAsync(corpus.passages(signal))).toHaveLength(1);
  }
  await expect(openCorpus(file, signal, { format: 'json' })).rejects.toMatchObject({ code: 'unknown-name' });
});
