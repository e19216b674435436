import path from 'node:path';
import { AIMessage } from '@langchain/core/messages';
import { RunnableLambda } from '@langchain/core/runnables';
import { describe, expect, test } from 'vitest';
import { methodFromRunnable } from '../../src/langchain/methodFromRunnable.ts';
import type { Asked } from '../../src/ports/question.ts';
import { summarise } from '../../src/reports/summarise.ts';
import { readManifest, readRecords } from '../../src/runs/disk/readRun.ts';
import { parseExperiment } from '../../src/runs/experiment/readExperiment.ts';
import { resolveSystems } from '../../src/runs/plan/resolveSystems.ts';
import { runExperiment } from '../../src/runs/runExperiment.ts';
import { opaque } from '../support/opaqueMethod.ts';
import { scriptedTools } from '../support/scriptedTools.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { never } from './documents.ts';

const asked: Asked = { text: 'Which?', task: 'choice', choices: ['this', 'that'] };
const { tools } = scriptedTools([]);
const giving = (output: unknown) => RunnableLambda.from((_question: string): unknown => output);

describe('methodFromRunnable', () => {
  test.each([
    ['a text', 'Paris'],
    ['a message', new AIMessage('Paris')],
    ["a retrieval chain's answer", { answer: 'Paris', context: [] }],
    ["an agent's output", { output: 'Paris' }],
  ])('%s is an answer', async (_what, output) => {
    const method = methodFromRunnable(giving(output), { name: 'm' });
    expect(await method.answer(asked, tools, {})).toEqual({ text: 'Paris', evidence: [] });
  });

  test('input and output can be said', async () => {
    const runnable = RunnableLambda.from(({ options }: { options: readonly string[] }) => ({
      said: { best: options[1] ?? '' },
    }));
    const method = methodFromRunnable(runnable, {
      name: 'm',
      input: ({ choices = [] }) => ({ options: choices }),
      output: ({ said }) => said.best,
    });
    expect((await method.answer(asked, tools, {})).text).toBe('that');
  });

  test('an output without a text is refused with what to say', async () => {
    const method = methodFromRunnable(giving({ odd: 1 }), { name: 'm' });
    await expect(method.answer(asked, tools, {})).rejects.toThrow('say with the option output');
  });

  test('what it throws does not count as a wrong answer', async () => {
    const failing = RunnableLambda.from((_question: string): string => {
      throw new Error('the server is down');
    });
    const method = methodFromRunnable(failing, { name: 'm' });
    await expect(method.answer(asked, tools, {})).rejects.toMatchObject({
      code: 'backend',
      message: 'The runnable m failed: the server is down',
    });
  });

  test('a stop ends a runnable that heeds no signal', async () => {
    const stop = new AbortController();
    const endless = RunnableLambda.from((_question: string) => new Promise<string>(() => {}));
    const method = methodFromRunnable(endless, { name: 'm' });
    const answer = method.answer(asked, { ...tools, signal: stop.signal }, {});
    setImmediate(() => stop.abort(new Error('told to stop')));
    await expect(answer).rejects.toThrow('told to stop');
  });

  test('it knows no settings and does not retrieve', () => {
    expect(opaque).toMatchObject({ retrieves: false, opaque: true, roles: {} });
    expect(() => opaque.settings.parse({ k: 5 })).toThrow(/k/);
  });
});

const written = (more: string) =>
  parseExperiment(
    `ragstone: 1\nname: x\ndatasets: [{ use: atlas, limit: 3 }]\nsystems: [{ use: ./opaqueMethod.ts, id: chain }]\n${more}`,
    'e.yaml',
  );
const from = path.resolve('test/support');

describe('an opaque system', () => {
  test('is refused under any budget', async () => {
    for (const budget of ['calls: 3', 'contextTokens: 100', 'outputTokens: 9']) {
      await expect(resolveSystems(written(`budget: { ${budget} }`), { from, models: {} })).rejects.toThrow(
        'System "chain" has a budget, but opaque is opaque',
      );
    }
  });

  test('has a time and scores, and no numbers of work that nobody saw', async () => {
    const folder = await temporaryFolder();
    const outcome = await runExperiment(written(''), {
      from,
      models: {},
      results: folder,
      signal: never,
      onPhase: () => {},
    });
    const manifest = await readManifest(outcome.folder);
    expect(manifest.systems[0]).toMatchObject({ id: 'chain', opaque: true });
    for await (const record of readRecords(outcome.folder, manifest.cells[0]?.id ?? '')) {
      expect(record).toMatchObject({ status: 'answered', steps: [], ms: { total: expect.any(Number) } });
    }
    const { datasets } = await summarise(outcome.folder);
    expect(datasets[0]?.cells[0]).toMatchObject({
      counts: { answered: 3 },
      work: { calls: null, searches: null, promptTokens: null, outputTokens: null },
    });
  });
});
