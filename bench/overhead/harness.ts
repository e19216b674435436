import path from 'node:path';
import { openHttpServer } from '../../src/backends/openHttpServer.ts';
import { openAnswerStore } from '../../src/backends/store/answerStore.ts';
import { openLimiter } from '../../src/backends/wrappers/limiter.ts';
import { original } from '../../src/environments/original.ts';
import type { Question } from '../../src/ports/question.ts';
import type { Source } from '../../src/ports/retriever.ts';
import { openRecordSink } from '../../src/runs/disk/openRecordSink.ts';
import type { Task } from '../../src/runs/execute/answerQuestion.ts';
import { execute } from '../../src/runs/execute/execute.ts';
import { parseExperiment } from '../../src/runs/experiment/readExperiment.ts';
import { recordBackends } from '../../src/runs/models/recordBackends.ts';
import { resolveSystems } from '../../src/runs/plan/resolveSystems.ts';
import { findScorer } from '../../src/scoring/findScorer.ts';
import { type Client, inRows, passage, promptOf } from './client.ts';

const never = new AbortController().signal;

/**
 * Ragstone before the server: its `calls` alone (call log, limiter, retry, one attempt), and a whole `run`:
 * `standard-rag` over five passages a question, with steps, scores, records and texts on disk.
 */
export async function harness(address: string, inFlight: number, folder: string): Promise<readonly Client[]> {
  const options = { concurrency: inFlight, environment: {} };
  const server = await openHttpServer({ address, kind: 'openai' }, never, options);
  const stub = await server.open('stub');
  const log = openAnswerStore(path.join(folder, 'calls.sqlite'));
  const sink = await openRecordSink(folder, 'main');
  const experiment = parseExperiment(
    'ragstone: 1\nname: overhead\ndatasets: [{ use: atlas }]\nsystems: [{ id: s, use: standard-rag, source: context, roles: { reader: stub } }]\n',
    'overhead',
  );
  const system = only(await resolveSystems(experiment, { from: '.', models: { stub } }));
  const scorers = await Promise.all(['em/squad@1', 'f1/squad@1'].map(findScorer));
  const callPath = { limiters: { stub: openLimiter(inFlight) }, log, cache: undefined, seed: 1 };
  const backends = (cell: string, question: string) =>
    recordBackends(system, { cell, question, repeat: 0 }, callPath);

  async function* tasks(round: number, from: number, to: number): AsyncGenerator<Task> {
    const cell = { id: `s.d.${round}`, system: 's', dataset: 'd', environment: 'original', repeat: 0 };
    for (let n = from; n < to; n++) {
      const question: Question = {
        id: `q${n}`,
        asked: { text: `What is number ${n}?`, task: 'open' },
        gold: { answers: [['forty-two']] },
        slices: {},
      };
      yield {
        cell,
        system,
        environment: original,
        source: sourceOf(round, n),
        backends: backends(cell.id, question.id),
        scorers,
        question,
        position: n,
        warmup: false,
        seed: 1,
      };
    }
  }
  return [
    {
      name: 'ragstone, calls',
      drive: (round, from, to) =>
        inRows(inFlight, [from, to], async (n) =>
          backends(`calls.${round}`, `q${n}`)['reader']?.generate(
            {
              prompt: { kind: 'chat', turns: [{ role: 'user', parts: [{ text: promptOf(round, n) }] }] },
              maxTokens: 32,
            },
            never,
          ),
        ),
      [Symbol.asyncDispose]: async () => undefined,
    },
    {
      name: 'ragstone, run',
      async drive(round, from, to) {
        const { failed } = await execute(tasks(round, from, to), {
          sink,
          // Of a run: as many questions wait as are in flight.
          concurrency: 2 * inFlight,
          signal: never,
          draining: never,
          onProgress: () => undefined,
        });
        if (failed > 0) throw new Error(`${failed} questions failed.`);
      },
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]();
        await sink[Symbol.asyncDispose]();
        log[Symbol.dispose]();
      },
    },
  ];
}

function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length > 1) throw new Error('There is to be one.');
  return first;
}

function sourceOf(round: number, n: number): Source {
  const found = Array.from({ length: 5 }, (_, m) => ({
    passage: { id: `${n}/${m}`, title: `Page ${m}`, text: passage(`${round}/${n}/${m}`) },
    score: -m,
  }));
  const search = async () => found;
  const retriever = { fingerprint: {}, search, [Symbol.asyncDispose]: async () => undefined };
  return { scope: 'question', of: 'context', forQuestion: async () => retriever };
}
