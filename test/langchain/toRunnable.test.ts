import { RunnableLambda } from '@langchain/core/runnables';
import { describe, expect, test } from 'vitest';
import { fromLangChainModel } from '../../src/langchain/fromLangChainModel.ts';
import { methodFromRunnable } from '../../src/langchain/methodFromRunnable.ts';
import { toRunnable } from '../../src/langchain/toRunnable.ts';
import { extractive } from '../../src/methods/extractive.ts';
import { standardRag } from '../../src/methods/standard-rag.ts';
import { SpeakingChatModel } from '../support/langChainModels.ts';
import { listRetriever, passagesNamed } from '../support/listRetriever.ts';
import { scriptedBackend } from '../support/scriptedBackend.ts';
import { scriptedTools } from '../support/scriptedTools.ts';

const retriever = listRetriever(passagesNamed('a', 'b', 'c'));
const reader = scriptedBackend({ say: () => 'Paris' });

describe('toRunnable', () => {
  test('a question goes in, the answer and its evidence come out', async () => {
    const rag = toRunnable(standardRag, { retriever, backends: { reader }, settings: { k: 2 } });
    const { text, evidence } = await rag.invoke('What is the capital of France?');
    expect(text).toBe('Paris');
    expect(evidence.map(({ passage }) => passage.id)).toEqual(['a', 'b']);
  });

  test('a question with choices is seen as such', async () => {
    const backend = scriptedBackend({});
    await toRunnable(standardRag, { retriever, backends: { reader: backend } }).invoke({
      text: 'Which?',
      task: 'choice',
      choices: ['this', 'that'],
    });
    expect(JSON.stringify(backend.asked[0]?.prompt)).toContain('- that');
  });

  test('it is piped and batched like any other', async () => {
    const chain = toRunnable(standardRag, { retriever, backends: { reader } }).pipe(
      RunnableLambda.from(({ text }: { readonly text: string }) => text.toUpperCase()),
    );
    expect(await chain.batch(['one?', 'two?'])).toEqual(['PARIS', 'PARIS']);
  });

  test('a method without models needs a retriever only', async () => {
    const answer = await toRunnable(extractive, { retriever }).invoke('Text of what?');
    expect(answer.evidence).toHaveLength(3);
  });

  test('a model of LangChain plays a role', async () => {
    const speaker = fromLangChainModel(new SpeakingChatModel({ text: 'Lyon' }), { model: 'speaker' });
    const rag = toRunnable(standardRag, { retriever, backends: { reader: speaker } });
    expect((await rag.invoke('Where?')).text).toBe('Lyon');
  });

  test("the signal of LangChain's invoke stops it", async () => {
    const rag = toRunnable(standardRag, { retriever, backends: { reader } });
    const signal = AbortSignal.abort(new Error('told to stop'));
    await expect(rag.invoke('Where?', { signal })).rejects.toThrow(/told to stop|abort/i);
  });

  test('what a method needs is asked for before any question', () => {
    expect(() => toRunnable(standardRag, { backends: { reader } })).toThrow('give it a retriever');
    expect(() => toRunnable(standardRag, { retriever })).toThrow('needs a backend for its role "reader"');
    const settings = { k: 0 };
    expect(() => toRunnable(standardRag, { retriever, backends: { reader }, settings })).toThrow(
      /settings of standard-rag are wrong/,
    );
    const blind = { ...reader, can: { ...reader.can, does: [] } };
    expect(() => toRunnable(standardRag, { retriever, backends: { reader: blind } })).toThrow(
      'standard-rag cannot run: the reader cannot generate text',
    );
  });

  test('there and back again the answer is the same', async () => {
    const rag = toRunnable(standardRag, { retriever, backends: { reader } });
    const method = methodFromRunnable(rag, { name: 'again' });
    const asked = { text: 'Where?', task: 'open' } as const;
    expect((await method.answer(asked, scriptedTools([]).tools, {})).text).toBe('Paris');
  });
});
