import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { detectCorpusFormat, detectQuestionFormat } from '../../src/datasets/detectFormat.ts';
import { calm } from '../io/memoryFile.ts';
import { refusal } from '../io/refusal.ts';
import { temporaryFolder } from '../io/temporaryFolder.ts';
import { zipOf } from '../io/zipOf.ts';

async function at<T>(content: string | Uint8Array, look: (path: string) => Promise<T>): Promise<T> {
  await using folder = await temporaryFolder();
  return await look(await folder.write('made.dat', content));
}

const question = async (content: string | Uint8Array): Promise<string> =>
  (await at(content, (path) => detectQuestionFormat(path, { signal: calm }))).name;
const corpus = async (content: string | Uint8Array): Promise<string> =>
  (await at(content, (path) => detectCorpusFormat(path, { signal: calm }))).name;

describe('the layout of questions is told by content', () => {
  it.each([
    ['hotpotqa', { _id: 'a', question: 'q', answer: 'x', supporting_facts: [], context: [] }],
    ['hotpotqa', { _id: 'a', question: 'q', context: [] }],
    ['hotpotqa', { id: 'a', question: 'q', answer: 'x', supporting_facts: { title: [], sent_id: [] } }],
    ['nq-open', { question: 'q', answer: ['x'] }],
    ['popqa', { id: 1, question: 'q', possible_answers: '["x"]' }],
    ['flashrag', { id: 'a', question: 'q', golden_answers: ['x'] }],
    ['musique', { id: 'a', question: 'q', paragraphs: [{ title: 'T', paragraph_text: 'x' }] }],
    ['selfrag', { question: 'q', answers: ['x'], ctxs: [{ title: 'T', text: 'x' }] }],
    ['selfrag', { question: 'q', answer: 'x', top_contexts: [] }],
    ['selfrag', { question: 'q', answers: ['x'], pop: 12 }],
    ['dpr', { question: 'q', answers: ['x'], ctxs: [{ id: '1', title: 'T', text: 'x', score: '1' }] }],
    ['ragstone', { question: 'q', answers: ['x'], rewordings: ['p'] }],
    ['ragstone', { question: 'q' }],
  ])('%s: %j', async (name, record) => {
    expect(await question(JSON.stringify(record))).toBe(name);
    expect(await question(JSON.stringify([record], null, 2))).toBe(name);
    expect(await question(gzipSync(`${JSON.stringify(record)}\n`))).toBe(name);
  });

  it.each([
    ['triviaqa', '{\n  "Data": [],\n  "Domain": "Web"}'],
    ['squad', '{"version": "1.1", "data": [{"title": "T"}]}'],
    ['squad', '\uFEFF{"data": [{"title": "T"}]}'],
    ['dpr', '{\n  "0": {\n    "question": "q", "answers": ["x"], "contexts": [{"docid": "1", "score": 1}]}}'],
    ['popqa', 'id\tsubj\tquestion\tpossible_answers\r\n'],
  ])('%s: %s', async (name, text) => {
    expect(await question(text)).toBe(name);
  });

  it('beir: by the names inside an archive', async () => {
    const empty = Buffer.from('');
    expect(await question(zipOf({ 'x/queries.jsonl': empty, 'x/qrels/test.tsv': empty }))).toBe('beir');
  });

  it('or refused, with what was seen and what is known', async () => {
    const { code, message } = await refusal(question('{"prompt": 1, "text": 2}'));
    expect(code).toBe('bad-file');
    expect(message).toContain(
      'Seen: records with the keys prompt, text. Known: beir, dpr, flashrag, hotpotqa,',
    );
    expect((await refusal(question('some words'))).message).toContain('text that begins "some words"');
    expect((await refusal(question('a\tb\n'))).message).toContain('a table with the columns a, b');
    expect((await refusal(question('{\n  "a": 1\n}'))).message).toContain('This is no list of records');
    expect((await refusal(question(''))).message).toContain('an empty file');
  });
});

describe('the layout of a corpus is told by content', () => {
  it.each([
    ['flashrag', '{"id": "0", "contents": "T\\nx"}'],
    ['jsonl', '{"title": "T", "text": "x"}'],
    ['jsonl', '[{"_id": "a", "text": "x"}]'],
    ['dpr', 'id\ttext\ttitle\n'],
    ['contexts', '{"_id": "a", "question": "q", "context": []}'],
    ['contexts', '{"data": [{"title": "T"}]}'],
  ])('%s: %s', async (name, text) => {
    expect(await corpus(text)).toBe(name);
  });

  it('beir or jsonl: by the names inside an archive', async () => {
    const files = { 'x/corpus.jsonl': Buffer.from('{"_id": "a", "text": "x"}') };
    expect(await corpus(zipOf(files))).toBe('jsonl');
    expect(await corpus(zipOf({ ...files, 'x/queries.jsonl': Buffer.from('') }))).toBe('beir');
  });

  it('or refused', async () => {
    const { message } = await refusal(corpus('{"question": "q", "answer": ["x"]}'));
    expect(message).toContain(
      'This is no corpus layout that is known. Seen: records with the keys question, answer',
    );
  });
});
