import { expect, test } from 'vitest';
import { reflectionTokens } from '../../../src/methods/self-rag/tokens.ts';
import type { Asked } from '../../../src/ports/question.ts';
import type { Step } from '../../../src/ports/step.ts';
import { sharedTiny } from '../../support/gguf/openTiny.ts';
import { askGenerator } from './askGenerator.ts';
import { everyMode } from './everyMode.ts';

const tiny = sharedTiny({ contextTokens: 1024 });
const questions: readonly Asked[] = [
  { text: 'who was the director of the film?', task: 'open' },
  { text: 'the city is on the river.', task: 'claim' },
  { text: 'which one?', task: 'choice', choices: ['the city', 'the river', 'the team'] },
];

const ask = async (asked: Asked, settings: Readonly<Record<string, unknown>>) =>
  askGenerator(await tiny().server.open('tiny'), asked, settings);

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
