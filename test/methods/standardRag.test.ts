import { describe, expect, test } from 'vitest';
import { closedBook } from '../../src/methods/closed-book.ts';
import { findMethod, isPreset, methodNames } from '../../src/methods/findMethod.ts';
import { answeringPrompt, documentLines } from '../../src/methods/prompting/answeringPrompt.ts';
import { firstLine } from '../../src/methods/prompting/firstLine.ts';
import { standardRag } from '../../src/methods/standard-rag.ts';
import type { Asked } from '../../src/ports/question.ts';
import { promptText } from '../../src/runs/instrument/promptText.ts';
import { recordTools } from '../../src/runs/instrument/recordTools.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';
import { listRetriever, passagesNamed } from '../support/listRetriever.ts';
import { scriptedBackend } from '../support/scriptedBackend.ts';

const asked: Asked = { text: 'Who wrote it?', task: 'open' };

function bind(reader = scriptedBackend({ say: () => '\n Ann Lee \nbecause …' })) {
  const retriever = listRetriever(passagesNamed('a', 'b', 'c'));
  const bound = recordTools<{ readonly reader: 'generate' }>({
    retriever,
    backends: { reader },
    budget: {},
    random: keyedRandom(1, 'test'),
    signal: new AbortController().signal,
    keep: (text) => text,
  });
  return { ...bound, reader, retriever };
}

describe('closed-book', () => {
  test('asks once, greedily, without passages, and keeps the first line', async () => {
    const { tools, reader, retriever } = bind();
    const answer = await closedBook.answer(asked, tools, closedBook.settings.parse({}));
    expect(answer).toEqual({ text: 'Ann Lee', raw: '\n Ann Lee \nbecause …', evidence: [] });
    expect(reader.asked).toMatchObject([{ maxTokens: 32, temperature: 0 }]);
    expect(retriever.queries).toEqual([]);
  });
});

describe('standard-rag', () => {
  test('retrieves once with the question as it stands and shows k passages, best first', async () => {
    const { tools, reader, retriever } = bind();
    const answer = await standardRag.answer(asked, tools, standardRag.settings.parse({ k: 2 }));
    expect(retriever.queries).toEqual(['Who wrote it?']);
    expect(answer.evidence.map(({ passage }) => passage.id)).toEqual(['a', 'b']);
    const prompt = reader.asked[0]?.prompt;
    expect(prompt && promptText(prompt)).toContain(
      'Doc 1(Title: A) Text of a.\nDoc 2(Title: B) Text of b.\n',
    );
    expect(prompt && promptText(prompt)).toMatch(/\[user\]\nQuestion: Who wrote it\?$/);
  });

  test('evidence is what the prompt had room for', async () => {
    const two = passagesNamed('a', 'b').map((passage) => ({ passage, score: 1 }));
    const room = await scriptedBackend({}).countTokens(
      answeringPrompt(asked, two),
      new AbortController().signal,
    );
    const { tools } = bind(scriptedBackend({ say: () => 'x', contextTokens: room + 20 }));
    const answer = await standardRag.answer(
      asked,
      tools,
      standardRag.settings.parse({ k: 3, maxTokens: 20 }),
    );
    expect(answer.evidence.map(({ passage }) => passage.id)).toEqual(['a', 'b']);
  });

  test('a choice question shows its options', async () => {
    const { tools, reader } = bind();
    await standardRag.answer(
      { text: 'Which?', task: 'choice', choices: ['red', 'blue'] },
      tools,
      standardRag.settings.parse({}),
    );
    const prompt = reader.asked[0]?.prompt;
    expect(prompt && promptText(prompt)).toMatch(/Options:\n- red\n- blue$/);
  });

  test('as a text, the prompt ends where the answer goes on', async () => {
    const { tools, reader } = bind();
    await standardRag.answer(asked, tools, standardRag.settings.parse({ k: 1, prompt: 'text' }));
    const prompt = reader.asked[0]?.prompt;
    expect(prompt && promptText(prompt)).toMatch(
      /\n\nDocuments:\nDoc 1\(Title: A\) Text of a\.\n\n\nQuestion: Who wrote it\?\nAnswer:$/,
    );
  });

  test('unknown settings are refused', () => {
    expect(() => standardRag.settings.parse({ top: 3 })).toThrow(/top/);
  });
});

test("passages stand as in FlashRAG's prompt", () => {
  const passages = [
    { passage: { id: '1', title: 'A', text: 'x' }, score: 1 },
    { passage: { id: '2', title: 'B', text: 'y' }, score: 0 },
  ];
  expect(documentLines(passages)).toBe('Doc 1(Title: A) x\nDoc 2(Title: B) y\n');
});

test.each([
  ['Paris', 'Paris'],
  ['\n\n Paris \nis it', 'Paris'],
  ['  \n', ''],
  ['', ''],
])('the first line of %j is %j', (text, line) => {
  expect(firstLine(text)).toBe(line);
});

describe('findMethod', () => {
  test('finds every built-in method and preset under its own name', async () => {
    const names = await methodNames();
    expect(names).toEqual(expect.arrayContaining(['closed-book', 'gold-context', 'standard-rag']));
    for (const name of names) expect((await findMethod(name, '.')).name).toBe(name);
  });

  test('gold-context is standard-rag over the gold passages', async () => {
    const found = await findMethod('gold-context', '.');
    expect(isPreset(found) && [found.use, found.source]).toEqual(['standard-rag', 'gold']);
  });

  test('loads a module of the user', async () => {
    expect((await findMethod('./slowMethod.ts', 'test/support')).name).toBe('slow');
  });

  test.each([
    ['standart-rag', /did you mean "standard-rag"/],
    ['./nothing.ts', /cannot be loaded/],
    ['./realData.ts', /must export one method/],
    ['findMethod', /There is no method/],
    ['../errors', /cannot be loaded/],
  ])('%s is refused', async (name, message) => {
    await expect(findMethod(name, 'test/support')).rejects.toThrow(message);
  });
});
