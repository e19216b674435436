import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openAnswerStore } from '../../../src/backends/store/answerStore.ts';
import { readManifest, readRecords } from '../../../src/runs/disk/readRun.ts';
import { runLayout } from '../../../src/runs/disk/runLayout.ts';
import { sharedServed } from '../../support/engineServer/sharedServed.ts';
import { madeQuestions } from '../../support/madeQuestions.ts';
import { type Answering, type HttpAsked, startHttp } from '../../support/modelServer/startHttp.ts';
import { vllmServer } from '../../support/modelServer/vllm.ts';
import { ragstone, startRagstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const engine = sharedServed({ contextTokens: 2048 });

const experiment = (url: string, { questions, corpus }: Awaited<ReturnType<typeof madeQuestions>>) => `
ragstone: 1
name: killed
servers: { gpu: { kind: vllm, address: "${url}" } }
models: { m: { server: gpu, model: tiny } }
datasets: [{ use: made, file: ${questions}, corpus: ${corpus} }]
retrievers: { words: { use: bm25, analyser: simple@1 } }
systems:
  - { use: im-rag, source: words, settings: { stop: never, maxTurns: 2, candidates: 3, queryTokens: 6, answerTokens: 6 } }
  - { use: self-rag, source: words, settings: { retrieve: always, k: 2, maxTokens: 6 } }
  - { use: ircot, source: words, settings: { k: 2, maxSentences: 3, maxTokens: 6 } }
concurrency: 2
doctor: false
`;

/** A server that keeps what it generated for whom, and stops answering when it has answered so often. */
function holding(answer: Answering) {
  const answered: string[] = [];
  const held: (() => void)[] = [];
  let most = Infinity;
  const generates = ({ path: asked }: HttpAsked) => asked.endsWith('completions');
  const answering: Answering = async (asked, response) => {
    if (!generates(asked)) return answer(asked, response);
    if (answered.length >= most) {
      await new Promise<void>((resolve) => void held.push(resolve));
      return { status: 503, json: {} };
    }
    answered.push(JSON.stringify([asked.path, asked.body]));
    return answer(asked, response);
  };
  return {
    answering,
    answered,
    holdAfter: (n: number) => {
      most = n;
      for (const release of held.splice(0)) release();
    },
    isHolding: () => held.length > 0,
  };
}

/** Waits until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}

async function answersIn(run: string): Promise<readonly string[]> {
  const told: string[] = [];
  for (const { id } of (await readManifest(run)).cells) {
    for await (const record of readRecords(run, id)) {
      const { status, question } = record;
      told.push(
        JSON.stringify([id, question, status === 'answered' ? [record.answer, record.spent] : record]),
      );
    }
  }
  return told.toSorted();
}

test('a run of methods with many calls that is killed makes no finished model call again', async () => {
  const folder = await temporaryFolder();
  const server = holding(vllmServer(engine().served));
  const { url } = await startHttp(server.answering);
  await writeFile(path.join(folder, 'e.yaml'), experiment(url, await madeQuestions(folder, 6)));
  const calm = await ragstone(['run', 'e.yaml', '--run', 'calm'], { home: folder });
  expect(calm.stderr).not.toContain('failed');
  const once = server.answered.splice(0).toSorted();
  expect(once.length).toBeGreaterThan(40);

  const run = path.join(folder, 'results', 'killed');
  for (const share of [0.25, 0.5, 0.75]) {
    server.holdAfter(Math.floor(share * once.length));
    const args = share === 0.25 ? ['run', 'e.yaml', '--run', 'killed'] : ['run', '--resume', 'killed'];
    const running = startRagstone(args, { home: folder });
    await until(server.isHolding);
    // The log of calls is written each half second: what was answered later may be asked again.
    await until(() => {
      using log = openAnswerStore(runLayout.calls(run), { readOnly: true });
      return log.stats().calls >= server.answered.length;
    });
    running.process.kill('SIGKILL');
    await running.finished;
  }
  server.holdAfter(Infinity);
  const last = await ragstone(['run', '--resume', 'killed'], { home: folder });
  expect(last.status).toBe(0);
  expect(server.answered.toSorted()).toEqual(once);
  expect(await answersIn(run)).toEqual(await answersIn(path.join(folder, 'results', 'calm')));
});
