import { describe, expect, it } from 'vitest';

import { closedBook } from '../../../src/methods/closed-book.ts';
import { imRag } from '../../../src/methods/im-rag.ts';
import { invarRag } from '../../../src/methods/invar-rag.ts';
import { standardRag } from '../../../src/methods/standard-rag.ts';
import type { Part } from '../../../src/ports/prompt.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { isLeftOut } from '../../../src/training/traces/leftOut.ts';
import { openSearched } from '../../../src/training/traces/searched.ts';
import { traceTree } from '../../../src/training/traces/traceTree.ts';
import type { Protocol } from '../../../src/training/trainingTree.ts';
import type { TreeDraft } from '../../../src/training/trees/treeMaker.ts';
import { bindMethod } from '../../support/bindMethod.ts';
import { listRetriever } from '../../support/listRetriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';
import { bridge, never, pages, traced } from './bridge.ts';

const text = (parts: readonly Part[]): string => promptText({ kind: 'text', parts });
const idle = scriptedBackend({});

async function treeOf(protocol: Protocol): Promise<TreeDraft> {
  const random = keyedRandom(1, 'test');
  const tools = { documents: 4, random, labeller: undefined, other: undefined, signal: never };
  const made = await traceTree(protocol, await traced(), tools);
  if (isLeftOut(made)) throw new Error(made.leftOut);
  return made;
}

/** The one branch, and the prompt before its target. */
function sentFor({ prefix, branches }: TreeDraft) {
  const [branch] = branches;
  if (branch === undefined) throw new Error('A tree has a branch.');
  return { sent: text([...prefix, ...branch.prompt]), branch, prefix };
}

/** The pages whose texts stand in a prompt, in that order. */
function pagesIn(prompt: string) {
  return Object.values(pages)
    .filter((page) => prompt.includes(page.text))
    .sort((a, b) => prompt.indexOf(a.text) - prompt.indexOf(b.text));
}

describe('prefix and branch prompt are what the method sends', () => {
  it('standard-rag: four documents, the gold ones among them', async () => {
    const { sent, branch } = sentFor(await treeOf('reader'));
    const shown = pagesIn(sent);
    expect(shown).toHaveLength(4);
    expect(shown).toEqual(expect.arrayContaining([pages.film, pages.person]));
    const reader = scriptedBackend({});
    const retriever = listRetriever(shown);
    const { tools } = bindMethod<typeof standardRag.roles>({ retriever, backends: { reader } });
    await standardRag.answer(bridge.asked, tools, standardRag.settings.parse({ prompt: 'text' }));
    expect(reader.asked.map(({ prompt }) => promptText(prompt))).toEqual([sent]);
    expect(branch.target).toEqual([{ text: ' Lower Mellin' }, { control: '</s>' }]);
    expect(branch.labels).toMatchObject({ answered: true, documents: 4, hops: 2 });
  });

  it('invar-rag', async () => {
    const { sent } = sentFor(await treeOf('invar-reader'));
    const reader = scriptedBackend({});
    const retriever = listRetriever(pagesIn(sent));
    const { tools } = bindMethod<typeof invarRag.roles>({ retriever, backends: { reader } });
    await invarRag.answer(bridge.asked, tools, invarRag.settings.parse({ prompt: 'text' }));
    expect(reader.asked.map(({ prompt }) => promptText(prompt))).toEqual([sent]);
  });

  it('closed-book', async () => {
    const { sent } = sentFor(await treeOf('closed-book'));
    const reader = scriptedBackend({});
    const { tools } = bindMethod<typeof closedBook.roles>({ backends: { reader } });
    await closedBook.answer(bridge.asked, tools, closedBook.settings.parse({ prompt: 'text' }));
    expect(reader.asked.map(({ prompt }) => promptText(prompt))).toEqual([sent]);
  });

  it('im-rag: replaying the queries over the context brings the same monologue, its end and its answer', async () => {
    const { branch, prefix } = sentFor(await treeOf('questioner'));
    const answering = sentFor(await treeOf('answerer'));
    const written = branch.target.filter(({ loss }) => loss !== false);
    const questioner = scriptedBackend({ say: (_, call) => text(written.slice(call, call + 1)) });
    const answerer = scriptedBackend({ say: () => ' done' });
    await using searched = await openSearched({ corpus: undefined, first: false }, never);
    const { retriever } = await searched.of(bridge);
    if (retriever === undefined) throw new Error('A context is searched.');
    const { tools } = bindMethod<typeof imRag.roles>({
      retriever,
      backends: { questioner, answerer, refiner: idle, reranker: idle },
    });
    const settings = imRag.settings.parse({ variant: 'trained', prompt: 'text', refiner: 'none' });
    const answer = await imRag.answer(bridge.asked, tools, settings);
    expect(answer.stopped).toBe('role switch');
    const before = written.map((part) =>
      text([...prefix, ...branch.prompt, ...branch.target.slice(0, branch.target.indexOf(part))]),
    );
    expect(questioner.asked.map(({ prompt }) => promptText(prompt))).toEqual(before);
    expect(answerer.asked.map(({ prompt }) => promptText(prompt))).toEqual([answering.sent]);
    expect(branch.labels).toMatchObject({ steps: ['query-1', 'query-2', 'answer'], turns: 2, flawed: false });
  });
});
