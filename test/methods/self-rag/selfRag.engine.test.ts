import { expect, test } from 'vitest';
import { selfRag } from '../../../src/methods/self-rag.ts';
import { reflectionTokens } from '../../../src/methods/self-rag/tokens.ts';
import type { Asked } from '../../../src/ports/question.ts';
import type { Step } from '../../../src/ports/step.ts';
import { recordTools } from '../../../src/runs/instrument/recordTools.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { sharedTiny } from '../../support/gguf/openTiny.ts';
import { listRetriever, passagesNamed } from '../../support/listRetriever.ts';
import { everyMode } from './everyMode.ts';

const tiny = sharedTiny({ contextTokens: 1024 });
const questions: readonly Asked[] = [
  { text: 'who was the director of the film?', task: 'open' },
  { text: 'the city is on the river.', task: 'claim' },
  { text: 'which one?', task: 'choice', choices: ['the city', 'the river', 'the team'] },
];

async function ask(asked: Asked, settings: Readonly<Record<string, unknown>>) {
  const { tools, steps } = recordTools<(typeof selfRag)['roles']>({
    retriever: listRetriever(passagesNamed('a', 'b')),
    backends: { generator: await tiny().server.open('tiny') },
    budget: {},
    random: keyedRandom(1, 'self-rag'),
    signal: new AbortController().signal,
    keep: (text) => text,
  });
  const few = { k: 2, maxTokens: 6, maxSegments: 2, rewrites: 1, ...settings };
  return { answer: await selfRag.answer(asked, tools, selfRag.settings.parse(few)), steps: steps.steps };
}

const generated = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) =>
    step.kind === 'within' ? generated(step.steps) : step.kind === 'generate' ? [step] : [],
  );

test.each(everyMode.map((settings) => [JSON.stringify(settings), settings] as const))(
  'answers every kind of question, clean of control tokens, with %s',
  async (_, settings) => {
    for (const asked of questions) {
      const { answer, steps } = await ask(asked, settings);
      for (const token of reflectionTokens) expect(answer.text).not.toContain(token);
      expect(generated(steps).length).toBeGreaterThan(0);
      if (settings['retrieve'] === 'always') expect(answer.evidence.length).toBeGreaterThan(0);
      if (settings['retrieve'] === 'never') expect(answer.evidence).toEqual([]);
    }
  },
);

test('the probabilities of the decision are told and exact', async () => {
  const [open] = questions;
  if (open === undefined) throw new Error('There is no question.');
  const { steps } = await ask(open, { preset: 'paper' });
  const decided = steps.find((step) => step.kind === 'decide');
  expect(decided?.because).toMatchObject({ scale: 'absolute', 'ln p[Retrieval]': expect.any(Number) });
  expect(decided?.because).not.toHaveProperty('untold');
});
