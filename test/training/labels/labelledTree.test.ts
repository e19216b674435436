import { describe, expect, it } from 'vitest';

import type { GenerateRequest } from '../../../src/ports/backend.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { labelledTree } from '../../../src/training/labels/labelledTree.ts';
import { labeller } from '../../../src/training/labels/labeller.ts';
import { isLeftOut, lacking } from '../../../src/training/traces/leftOut.ts';
import type { TracedQuestion } from '../../../src/training/traces/tracedQuestion.ts';
import type { TreeDraft } from '../../../src/training/trees/treeMaker.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';
import { never, traced } from '../traces/bridge.ts';

type Rating = (family: string, prompt: string) => string;

/** Pages about the film and its director are relevant, the second has the answer, and other answers are bad. */
const sensible: Rating = (family, prompt) => {
  if (family === 'retrieve') return '[Yes]';
  if (family === 'relevance')
    return /Evidence: (?:The Glass|Ida Corvane \(d)/.test(prompt) ? '[Relevant]' : '[Irrelevant]';
  if (family === 'utility') return prompt.endsWith('Output: Lower Mellin') ? '5' : '2';
  return /Evidence: .*Lower Mellin.*Output: Lower Mellin$/s.test(prompt)
    ? '[Fully supported]'
    : '[No support / Contradictory]';
};

function familyOf(prompt: string): string {
  if (prompt.includes('looking things up')) return 'retrieve';
  if (prompt.includes('relevant to the instruction')) return 'relevance';
  return prompt.includes('Evidence:') ? 'support' : 'utility';
}

function judging(rating: Rating) {
  const say = ({ prompt }: GenerateRequest): string => {
    const text = promptText(prompt);
    return `Rating: ${rating(familyOf(text), text)}\nExplanation: so it is.`;
  };
  const backend = scriptedBackend({ say });
  return { backend, model: labeller(backend) };
}

async function treeOf(
  question: TracedQuestion,
  rating: Rating,
  other?: string,
  seed = 1,
): Promise<TreeDraft> {
  const { model } = judging(rating);
  const random = keyedRandom(seed, 'test');
  const made = await labelledTree(question, { labeller: model, other, random, signal: never });
  if (isLeftOut(made)) throw new Error(made.leftOut);
  return made;
}

const controlsOf = ({ branches }: TreeDraft): readonly string[] =>
  branches.map(({ target }) =>
    target.map((part) => ('control' in part ? part.control : part.loss === false ? '(…)' : '…')).join(''),
  );

describe('a question for which something has to be looked up', () => {
  it('is the decision, and the answer behind four passages with the labels given', async () => {
    const tree = await treeOf(await traced(), sensible);
    expect(controlsOf(tree)).toEqual([
      '[Retrieval]',
      '[Relevant]…[No support / Contradictory][Utility:5]</s>',
      '[Relevant]…[Fully supported][Utility:5]</s>',
      '[Irrelevant]…[Utility:5]</s>',
      '[Irrelevant]…[Utility:5]</s>',
    ]);
    expect(tree.branches[2]?.labels).toMatchObject({
      part: 'passage',
      relevance: '[Relevant]',
      support: '[Fully supported]',
      utility: '[Utility:5]',
      forced: false,
      right: true,
    });
  });

  it('has another answer to be judged, alone or behind the right one, and not to be learnt', async () => {
    const texts = new Set<string>();
    for (let seed = 0; seed < 12; seed++) {
      const tree = await treeOf(await traced(), sensible, 'Port Abel', seed);
      const forced = tree.branches.filter(({ labels }) => labels['forced'] === true);
      expect(forced).toHaveLength(1);
      const [, text] = forced[0]?.target ?? [];
      expect(text).toMatchObject({ loss: false });
      if (text !== undefined && 'text' in text) texts.add(text.text);
      expect(forced[0]?.labels['utility']).toBe('[Utility:2]');
    }
    expect([...texts].toSorted()).toEqual(['Lower Mellin and Port Abel', 'Port Abel']);
  });

  it('has no other answer where that is right too', async () => {
    expect(await treeOf(await traced(), sensible, 'Lower Mellin')).toEqual(
      await treeOf(await traced(), sensible),
    );
  });

  it('lacks the branches of which a label is unclear', async () => {
    const relevance = await treeOf(await traced(), (family, prompt) =>
      family === 'relevance' && prompt.includes('Evidence: Ida Corvane (d')
        ? 'yes'
        : sensible(family, prompt),
    );
    expect(controlsOf(relevance)).toHaveLength(4);
    const support = await treeOf(await traced(), (family, prompt) =>
      family === 'support' ? 'hard to say' : sensible(family, prompt),
    );
    expect(controlsOf(support)).toEqual([
      '[Retrieval]',
      ...Array.from({ length: 2 }, () => '[Irrelevant]…[Utility:5]</s>'),
    ]);
    const utility = await treeOf(await traced(), (family, prompt) =>
      family === 'utility' ? '9' : sensible(family, prompt),
    );
    expect(controlsOf(utility)).toEqual(['[Retrieval]']);
  });
});

describe('a question for which nothing has to be looked up', () => {
  const closed: Rating = (family, prompt) => (family === 'retrieve' ? '[No]' : sensible(family, prompt));

  it('is the answer without a passage, and another answer to be judged', async () => {
    const tree = await treeOf(await traced(), closed, 'Port Abel');
    expect(controlsOf(tree)).toEqual(['[No Retrieval]…[Utility:5]</s>', '(…)[Utility:2]</s>']);
    expect(tree.branches[1]?.prompt).toEqual([{ control: '[No Retrieval]' }]);
  });
});

it('leaves out a question of which the decision is unclear, and counts', async () => {
  const { backend, model } = judging((family, prompt) =>
    family === 'retrieve' ? 'Perhaps' : sensible(family, prompt),
  );
  const tools = { labeller: model, other: undefined, random: keyedRandom(1, 'test'), signal: never };
  expect(await labelledTree(await traced(), tools)).toEqual(lacking.labels);
  expect(model.counts()).toMatchObject({ retrieve: { asked: 1, unclear: 1 }, utility: { asked: 0 } });
  expect(backend.asked).toMatchObject([{ temperature: 0, maxTokens: 200 }]);
});

it('refuses a model that takes no chats', () => {
  const backend = scriptedBackend({});
  expect(() => labeller({ ...backend, can: { ...backend.can, prompts: ['text'] } })).toThrow(
    /takes no chats/,
  );
});
