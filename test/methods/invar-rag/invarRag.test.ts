import { expect, test } from 'vitest';
import { invarRag } from '../../../src/methods/invar-rag.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';
import { bindMethod } from '../../support/bindMethod.ts';
import { listRetriever, passagesNamed } from '../../support/listRetriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

test('one search with the question, its chunks before it, one answer', async () => {
  const reader = scriptedBackend({ say: () => ' Oslo\nQuestion: next' });
  const retriever = listRetriever(passagesNamed('a', 'b', 'c'));
  const bound = bindMethod<typeof invarRag.roles>({ retriever, backends: { reader } });
  const settings = invarRag.settings.parse({ k: 2, prompt: 'text' });
  const answer = await invarRag.answer({ text: 'Where?', task: 'open' }, bound.tools, settings);
  expect(retriever.queries).toEqual(['Where?']);
  expect(reader.asked.map(({ prompt }) => promptText(prompt))).toEqual([
    'Doc 1(Title: A) Text of a.\nDoc 2(Title: B) Text of b.\n\nAnswer the question as shortly as possible.\nQuestion: Where?\nAnswer:',
  ]);
  expect(answer).toMatchObject({ text: 'Oslo', raw: ' Oslo\nQuestion: next' });
  expect(answer.evidence.map(({ passage }) => passage.id)).toEqual(['a', 'b']);
});

test('it says that it is a reconstruction', () => {
  expect(invarRag.fidelity(invarRag.settings.parse({}))).toBe('reconstruction');
});
