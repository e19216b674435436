import { expect, test } from 'vitest';
import { selfRag } from '../../../src/methods/self-rag.ts';
import type { Asked } from '../../../src/ports/question.ts';
import type { Step } from '../../../src/ports/step.ts';
import { sharedServed } from '../../support/engineServer/sharedServed.ts';
import { familyServers } from '../../support/modelServer/familyServers.ts';
import { openToy } from '../../support/modelServer/openToy.ts';
import { askGenerator } from './askGenerator.ts';

const engine = sharedServed({ contextTokens: 1024 });
const asked: Asked = { text: 'who was the director of the film?', task: 'open' };
const modes = [
  { retrieve: 'always' },
  { preset: 'paper' },
  { longForm: 'paper', retrieve: 'always' },
  { longForm: 'static', retrieve: 'always' },
];

async function opened(kind: string) {
  const server = familyServers[kind];
  if (server === undefined) throw new Error(`There is no server ${kind}.`);
  return (await openToy(server(engine().served))).server.open('tiny');
}

const scores = (steps: readonly Step[]): readonly number[] =>
  steps.flatMap((step) => {
    if (step.kind === 'within') return scores(step.steps);
    return step.kind === 'decide' && typeof step.because['total'] === 'number' ? [step.because['total']] : [];
  });

test.each(['vllm', 'sglang', 'llama.cpp', 'tgi'])(
  'over %s it answers as in process, with the same scores',
  async (kind) => {
    const [local, remote] = [await engine().tiny.server.open('tiny'), await opened(kind)];
    for (const settings of modes) {
      const here = await askGenerator(local, asked, settings);
      const there = await askGenerator(remote, asked, settings);
      expect(there.answer, JSON.stringify(settings)).toEqual(here.answer);
      const [ours, theirs] = [scores(here.steps), scores(there.steps)];
      expect(theirs).toHaveLength(ours.length);
      for (const [n, score] of theirs.entries()) expect(score).toBeCloseTo(ours[n] ?? Number.NaN, 3);
    }
  },
);

test('on Ollama it runs by prompting only, if at all', async () => {
  const { can } = await opened('ollama');
  const fit = selfRag.fits(selfRag.settings.parse({}), { generator: can });
  expect(fit).toMatchObject({ fits: 'fallback', name: 'prompted' });
});

test('a server that tells no retrieval token fails by name instead of guessing', async () => {
  await expect(askGenerator(await opened('openai'), asked, {})).rejects.toMatchObject({
    code: 'unsupported',
  });
});
