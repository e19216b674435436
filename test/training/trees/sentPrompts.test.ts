import { describe, expect, it } from 'vitest';

import { closedBook } from '../../../src/methods/closed-book.ts';
import { imRag } from '../../../src/methods/im-rag.ts';
import { imRagSettings } from '../../../src/methods/im-rag/settings.ts';
import { invarRag } from '../../../src/methods/invar-rag.ts';
import { standardRag } from '../../../src/methods/standard-rag.ts';
import type { Passage } from '../../../src/ports/passage.ts';
import type { Part } from '../../../src/ports/prompt.ts';
import type { Retriever } from '../../../src/ports/retriever.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';
import type { Branch, Protocol, TrainingTree } from '../../../src/training/trainingTree.ts';
import { worldTree } from '../../../src/training/write/worldLines.ts';
import { askSelfRag, deciding } from '../../methods/self-rag/scriptedGenerator.ts';
import { bindMethod } from '../../support/bindMethod.ts';
import { listRetriever } from '../../support/listRetriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';
import { sampleWorld } from '../sampleWorld.ts';

const world = sampleWorld();
const treesOf = (protocol: Protocol, count: number): Promise<readonly TrainingTree[]> =>
  Promise.all(
    Array.from({ length: count }, (_, n) => worldTree({ world, number: 0, wording: 'train' }, protocol, n)),
  );
const text = (parts: readonly Part[]): string => promptText({ kind: 'text', parts });
const sentFor = ({ prefix }: TrainingTree, { prompt }: Branch): string => text([...prefix, ...prompt]);

/** The passages whose documents stand in a prompt, in that order. */
function documentsIn(prompt: string): readonly Passage[] {
  return world.articles
    .map(({ passage }) => ({ passage, at: prompt.indexOf(`(Title: ${passage.title}) ${passage.text}\n`) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at)
    .map(({ passage }) => passage);
}
function questionIn(prompt: string): string {
  return /Question: (.*)\nAnswer:$/.exec(prompt)?.[1] ?? '';
}

describe('prefix and branch prompt are what the method sends', () => {
  it('standard-rag', async () => {
    for (const tree of await treesOf('reader', 12)) {
      for (const branch of tree.branches) {
        const sent = sentFor(tree, branch);
        const reader = scriptedBackend({});
        const retriever = listRetriever(documentsIn(`${sent}\n`));
        const { tools } = bindMethod<typeof standardRag.roles>({ retriever, backends: { reader } });
        const settings = standardRag.settings.parse({ prompt: 'text' });
        await standardRag.answer({ text: questionIn(sent), task: 'open' }, tools, settings);
        expect(reader.asked.map(({ prompt }) => promptText(prompt))).toEqual([sent]);
      }
    }
  });

  it('closed-book', async () => {
    for (const tree of await treesOf('closed-book', 4)) {
      for (const branch of tree.branches) {
        const sent = sentFor(tree, branch);
        const reader = scriptedBackend({});
        const { tools } = bindMethod<typeof closedBook.roles>({ backends: { reader } });
        const settings = closedBook.settings.parse({ prompt: 'text' });
        await closedBook.answer({ text: questionIn(sent), task: 'open' }, tools, settings);
        expect(reader.asked.map(({ prompt }) => promptText(prompt))).toEqual([sent]);
      }
    }
  });

  it('invar-rag', async () => {
    for (const tree of await treesOf('invar-reader', 8)) {
      for (const branch of tree.branches) {
        const sent = sentFor(tree, branch);
        const reader = scriptedBackend({});
        const retriever = listRetriever(documentsIn(sent));
        const { tools } = bindMethod<typeof invarRag.roles>({ retriever, backends: { reader } });
        const settings = invarRag.settings.parse({ prompt: 'text' });
        await invarRag.answer({ text: questionIn(sent), task: 'open' }, tools, settings);
        expect(reader.asked.map(({ prompt }) => promptText(prompt))).toEqual([sent]);
      }
    }
  });

  it('self-rag: the decision, each passage, and the answer without', async () => {
    for (const tree of await treesOf('self-rag', 12)) {
      const question = /^### Instruction:\n(.*)\n\n### Response:\n$/s.exec(text(tree.prefix))?.[1] ?? '';
      const ofPassages = tree.branches.filter(({ labels }) => labels['part'] === 'passage');
      const shown = ofPassages.map(({ prompt }) => text(prompt));
      const passages = world.articles
        .map(({ passage }) => passage)
        .filter(({ title, text: body }) =>
          shown.includes(`⟨[Retrieval]⟩⟨<paragraph>⟩${title}\n${body}⟨</paragraph>⟩`),
        );
      const retrieving = await askSelfRag({
        say: (_, { maxTokens }) => [maxTokens === 1 ? deciding(0.9, 0.1) : 'x'],
        asked: { text: question, task: 'open' },
        settings: { retrieve: 'always' },
        passages,
      });
      const prefix = text(tree.prefix);
      expect(retrieving.prompts[0]).toBe(prefix);
      if (passages.length > 0) {
        expect(new Set(retrieving.prompts.slice(1))).toEqual(new Set(shown.map((part) => prefix + part)));
      }
      const closed = tree.branches.find(({ labels }) => labels['part'] === 'closed');
      if (closed === undefined) continue;
      const without = await askSelfRag({
        say: (_, { maxTokens }) => [maxTokens === 1 ? deciding(0.1, 0.9) : 'x'],
        asked: { text: question, task: 'open' },
        settings: { retrieve: 'never' },
      });
      const [first] = closed.target;
      expect(without.prompts.at(-1)).toBe(`${prefix}${first === undefined ? '' : text([first])}`);
    }
  });

  it('im-rag: replaying the queries over the same search brings the same monologue and its end', async () => {
    const retriever: Retriever = {
      fingerprint: {},
      search: async (query, k) =>
        (await world.search(query, k)).map(({ passage }, rank) => ({ passage, score: -rank })),
      [Symbol.asyncDispose]: async () => {},
    };
    const settings = imRagSettings.parse({ variant: 'trained', prompt: 'text', refiner: 'none' });
    for (const tree of await treesOf('questioner', 40)) {
      const [branch] = tree.branches;
      if (branch === undefined) throw new Error('A tree has a branch.');
      const written = branch.target.filter((part) => 'text' in part && /^ .*\n$/.test(part.text));
      const questioner = scriptedBackend({ say: (_, call) => text(written.slice(call, call + 1)) });
      const answerer = scriptedBackend({ say: () => ' done' });
      const idle = scriptedBackend({});
      const { tools } = bindMethod<typeof imRag.roles>({
        retriever,
        backends: { questioner, answerer, refiner: idle, reranker: idle },
      });
      const question = text(tree.prefix).slice('Question: '.length);
      const answer = await imRag.answer({ text: question, task: 'open' }, tools, settings);
      expect(answer.stopped).toBe('role switch');
      const sent = branch.target.flatMap((part, at) =>
        written.includes(part)
          ? [text([...tree.prefix, ...branch.prompt, ...branch.target.slice(0, at)])]
          : [],
      );
      expect(questioner.asked.map(({ prompt }) => promptText(prompt))).toEqual(sent);
    }
  });

  it('im-rag: the answerer', async () => {
    for (const tree of await treesOf('answerer', 20)) {
      const [branch] = tree.branches;
      if (branch === undefined) throw new Error('A tree has a branch.');
      const prompt = sentFor(tree, branch);
      const asked = /^Question: (.*)$/m.exec(prompt)?.[1] ?? '';
      const queries = [...prompt.matchAll(/^Query: (.*)$/gm)].map(([, query = '']) => query);
      const retriever: Retriever = {
        fingerprint: {},
        search: async (query, k) =>
          (await world.search(query, k)).map(({ passage }, rank) => ({ passage, score: -rank })),
        [Symbol.asyncDispose]: async () => {},
      };
      const questioner = scriptedBackend({ say: (_, call) => queries[call] ?? 'ANSWER' });
      const answerer = scriptedBackend({});
      const idle = scriptedBackend({});
      const { tools } = bindMethod<typeof imRag.roles>({
        retriever,
        backends: { questioner, answerer, refiner: idle, reranker: idle },
      });
      const settings = imRagSettings.parse({ variant: 'trained', prompt: 'text', refiner: 'none' });
      await imRag.answer({ text: asked, task: 'open' }, tools, settings);
      expect(answerer.asked.map((request) => promptText(request.prompt))).toEqual([prompt]);
    }
  });
});
