import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readExamples } from '../../../../training/extractive/readExamples.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

async function read(records: unknown, name = 'data.json') {
  const file = path.join(await temporaryFolder(), name);
  writeFileSync(file, JSON.stringify(records));
  return readExamples(file, 'made');
}

describe('readExamples', () => {
  test('reads SQuAD', async () => {
    const qas = [{ id: '1', question: ' Who? ', answers: [{ text: 'Numa' }] }];
    const records = { data: [{ title: 'Old_Rome', paragraphs: [{ context: 'Numa ruled.', qas }] }] };
    const [example] = await read(records);
    expect(example).toMatchObject({ id: '1', dataset: 'made', question: 'Who?', answers: ['Numa'] });
    expect(example?.passages).toMatchObject([{ title: 'Old Rome', text: 'Numa ruled.' }]);
  });

  test('reads context, question and answer', async () => {
    const [example] = await read([{ context: 'Numa ruled.', question: 'Who?', answer: 'Numa' }]);
    expect(example).toMatchObject({ answers: ['Numa'], passages: [{ text: 'Numa ruled.' }] });
  });

  test('reads HotpotQA with its sentences', async () => {
    const context = [['Rome', ['Numa ruled.', ' Ancus followed.']]];
    const [example] = await read([{ _id: 'h1', question: 'Who?', answer: 'Numa', context }]);
    expect(example?.passages).toMatchObject([
      { title: 'Rome', text: 'Numa ruled. Ancus followed.', sentences: ['Numa ruled.', ' Ancus followed.'] },
    ]);
  });

  test('gives gold paragraphs without titles the name that they begin with', async () => {
    const record = {
      id: 'f',
      edit_scope: [['Who?', 'Numa']],
      edit_statement: ['Numa Pompilius was a king.'],
    };
    const [example] = await read([record]);
    expect(example?.passages).toMatchObject([{ title: 'Numa Pompilius' }]);
  });

  test('reads MuSiQue with its aliases', async () => {
    const paragraphs = [{ title: 'Rome', paragraph_text: 'Numa ruled.' }];
    const [example] = await read([
      { id: 'm', question: 'Who?', answer: 'Numa', answer_aliases: ['N.'], paragraphs },
    ]);
    expect(example).toMatchObject({ answers: ['Numa', 'N.'], passages: [{ title: 'Rome' }] });
  });

  test('reads gzipped lines of QED', async () => {
    const file = path.join(await temporaryFolder(), 'qed.jsonlines.gz');
    const record = {
      example_id: 7,
      title_text: 'Rome',
      question_text: 'who ruled',
      paragraph_text: 'Numa ruled .',
      answer_text: ['Numa'],
    };
    writeFileSync(file, gzipSync(`${JSON.stringify(record)}\n`));
    expect(readExamples(file, 'nq')).toMatchObject([{ id: '7', question: 'who ruled', answers: ['Numa'] }]);
  });

  test('refuses what it does not know', async () => {
    await expect(read([{ premise: 'x' }])).rejects.toThrow(/layout/);
  });
});
