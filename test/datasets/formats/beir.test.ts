import { describe, expect, it } from 'vitest';

import { beir as corpus } from '../../../src/datasets/corpora/beir.ts';
import { beir } from '../../../src/datasets/formats/beir.ts';
import { calm } from '../../io/memoryFile.ts';
import { refusal } from '../../io/refusal.ts';
import { temporaryFolder } from '../../io/temporaryFolder.ts';
import { zipOf } from '../../io/zipOf.ts';

const queries = [
  { _id: 'a', text: 'q', metadata: { answer: 'x', supporting_facts: [['T', 0]] } },
  { _id: 'b', text: 'r' },
  { _id: 'c', text: 'not judged' },
];
const lines = (records: readonly unknown[]): string =>
  records.map((record) => JSON.stringify(record)).join('\n');
const files = {
  'queries.jsonl': lines(queries),
  'corpus.jsonl': lines([
    { _id: 'd1', title: 'T', text: 'x' },
    { _id: 'd2', text: 'y' },
  ]),
  'qrels/test.tsv': 'query-id\tcorpus-id\tscore\na\td1\t1\na\td2\t0\nb\td2\t2\n',
};
type Files = Readonly<Record<string, string>>;

async function read(made: Files, split?: string): Promise<unknown[]> {
  await using folder = await temporaryFolder();
  for (const [name, content] of Object.entries(made)) await folder.write(name, content);
  const options = { signal: calm, ...(split === undefined ? {} : { split }) };
  return await Array.fromAsync(beir.questions(folder.path, options));
}

async function refused(made: Files, split?: string): Promise<string> {
  const { code, message } = await refusal(read(made, split));
  return `${code} ${message.replace(/^\S*\/ragstone-\w+/, '')}`;
}

describe('BEIR', () => {
  it('asks the judged queries and takes what is relevant as gold', async () => {
    expect(await read(files)).toStrictEqual([
      {
        id: 'a',
        asked: { text: 'q', task: 'open' },
        gold: { answers: [['x']], passages: ['d1'], facts: [{ title: 'T', sentence: 0 }], titles: ['T'] },
        slices: {},
      },
      { id: 'b', asked: { text: 'r', task: 'open' }, gold: { answers: [], passages: ['d2'] }, slices: {} },
    ]);
  });

  it('is the same inside a folder of an archive', async () => {
    await using folder = await temporaryFolder();
    const entries = Object.entries(files).map(
      ([name, content]) => [`set/${name}`, Buffer.from(content)] as const,
    );
    const path = await folder.write('set.zip', zipOf(Object.fromEntries(entries)));
    expect(await Array.fromAsync(beir.questions(path, { signal: calm }))).toStrictEqual(await read(files));
    const passages = await Array.fromAsync(corpus.passages(path, { signal: calm }));
    expect(passages).toStrictEqual([
      { id: 'd1', title: 'T', text: 'x' },
      { id: 'd2', title: '', text: 'y' },
    ]);
  });

  it('may have qrels without a header', async () => {
    const bare = { ...files, 'qrels/test.tsv': 'a\td1\t1\nb\td2\t2\n' };
    expect(await read(bare)).toStrictEqual(await read(files));
  });

  it('reads the split that was asked for, otherwise test or the only one', async () => {
    const more = { ...files, 'qrels/dev.tsv': 'query-id\tcorpus-id\tscore\nc\td1\t1\n' };
    expect(await read(more, 'dev')).toMatchObject([{ id: 'c' }]);
    expect(await read(more)).toHaveLength(2);
    const { 'qrels/test.tsv': _test, ...dev } = more;
    expect(await read(dev)).toMatchObject([{ id: 'c' }]);
    expect(await refused(more, 'train')).toContain(
      'no judgements for the split "train". It holds: qrels/dev.tsv',
    );
  });

  it('names the line of a judgement of another form', async () => {
    for (const row of ['a 0 d1 1', 'a\td1\tyes', 'a\t\t1', 'a\td1']) {
      const made = { ...files, 'qrels/test.tsv': `query-id\tcorpus-id\tscore\n${row}\n` };
      expect(await refused(made)).toContain('bad-record /qrels/test.tsv:2: Expected query-id TAB');
    }
  });

  it('refuses judgements of queries that are not there', async () => {
    const made = { ...files, 'qrels/test.tsv': 'query-id\tcorpus-id\tscore\nz\td1\t1\n' };
    expect(await refused(made)).toContain('Judged queries are not in queries.jsonl: z.');
  });

  it('says which file is missing, or there twice', async () => {
    const { 'queries.jsonl': kept, ...rest } = files;
    expect(await refused(rest)).toContain('There is no queries.jsonl in it.');
    expect(await refused({ ...files, 'other/queries.jsonl': kept })).toContain('more than one queries.jsonl');
    expect(await refused({ 'queries.jsonl': kept })).toContain('There is no qrels/<split>.tsv in it.');
  });
});
