import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { QuestionRecord } from '../../../src/ports/record.ts';
import { toy } from '../../support/modelServer/openToy.ts';
import { startHttp, type Answering, type HttpAsked } from '../../support/modelServer/startHttp.ts';
import { vllmServer } from '../../support/modelServer/vllm.ts';
import { madeQuestions } from '../../support/madeQuestions.ts';
import { ragstone, startRagstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const serving = toy({ say: '1808', context: 4000 });

async function prepared(address: string, questions: number): Promise<string> {
  const home = await temporaryFolder();
  const made = await madeQuestions(home, questions);
  await writeFile(
    path.join(home, 'e.yaml'),
    `ragstone: 1
name: models
servers: { gpu: { address: "${address}/v1", key: { env: SECRET_KEY }, concurrency: 4, device: "1x toy" } }
models: { m: { server: gpu, model: toy } }
datasets: [{ use: made, file: ${made.questions}, corpus: ${made.corpus} }]
systems:
  - { use: closed-book }
  - { use: standard-rag, settings: { k: 2 }, roles: { reader: m } }
  - { use: gold-context }
`,
  );
  return home;
}

async function recordsOf(home: string, system: string): Promise<readonly QuestionRecord[]> {
  const text = await readFile(path.join(home, 'results', 'r', `${system}.made.original.main.jsonl`), 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as QuestionRecord);
}

const secret = 'planted-key-8c1f';

/** Requests that ask a question of the dataset; those of the examination before it are none. */
function questionsOf(asked: readonly HttpAsked[]): readonly HttpAsked[] {
  return asked.filter(
    ({ path: route, body }) =>
      route === '/v1/chat/completions' && /Where was|When was/.test(JSON.stringify(body)),
  );
}

test('closed-book, standard-rag and gold-context run against a model server', async () => {
  const { url, asked } = await startHttp(vllmServer(serving));
  const home = await prepared(url, 8);
  const { status, stdout, stderr } = await ragstone(['run', 'e.yaml', '--run', 'r'], {
    home,
    environment: { SECRET_KEY: secret },
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(stdout).toMatch(/gold-context/);
  for (const system of ['closed-book', 'standard-rag', 'gold-context']) {
    const records = await recordsOf(home, system);
    expect(records).toHaveLength(8);
    expect(
      records.every(
        (record) => record.status === 'answered' && record.answer.text === '1808' && record.spent.calls === 1,
      ),
    ).toBe(true);
  }
  expect(questionsOf(asked)).toHaveLength(24);
  const manifest = await readFile(path.join(home, 'results', 'r', 'run.json'), 'utf8');
  expect(JSON.parse(manifest)).toMatchObject({
    machine: { device: '1x toy' },
    models: [{ id: 'm', model: 'toy', server: expect.stringContaining('vllm'), examined: { how: 'short' } }],
    servers: [{ id: 'gpu', limits: [[{ limit: 4, because: 'start' }]] }],
  });

  const files = await readdir(path.join(home, 'results', 'r'));
  const contents = await Promise.all(files.map((file) => readFile(path.join(home, 'results', 'r', file))));
  expect(asked.some(({ headers }) => headers.authorization === `Bearer ${secret}`)).toBe(true);
  expect(contents.filter((content) => content.includes(secret))).toEqual([]);
  expect(stdout + stderr).not.toContain(secret);
});

test('a run whose server goes down is incomplete, and is finished when it is back', async () => {
  let broken = true;
  const healthy = vllmServer(serving);
  const answering: Answering = (asked, response) =>
    broken && asked.path === '/v1/chat/completions' && JSON.stringify(asked.body).includes('Where was')
      ? { status: 400, json: { error: { message: 'out of order' } } }
      : healthy(asked, response);
  const { url } = await startHttp(answering);
  const home = await prepared(url, 6);
  const environment = { SECRET_KEY: secret };
  const first = await ragstone(['run', 'e.yaml', '--run', 'r'], { home, environment });
  expect(first.status).toBe(1);
  expect(first.stderr).toMatch(/failed for reasons outside the systems/);
  expect(first.stdout).toMatch(/incomplete/);
  broken = false;
  const again = await ragstone(['run', '--resume', 'r'], { home, environment });
  expect({ status: again.status, stderr: again.stderr }).toMatchObject({ status: 0 });
  expect((await recordsOf(home, 'closed-book')).filter(({ status }) => status === 'failed')).toHaveLength(3);
  expect(again.stdout).not.toMatch(/incomplete/);
});

test('a killed run makes no finished model call again', async () => {
  const healthy = vllmServer(serving);
  const { url, asked } = await startHttp(async (its, response) => {
    if (its.path === '/v1/chat/completions') await sleep(15);
    return healthy(its, response);
  });
  const home = await prepared(url, 30);
  const environment = { SECRET_KEY: secret };
  const calls = (): number => questionsOf(asked).length;
  const running = startRagstone(['run', 'e.yaml', '--run', 'r'], { home, environment });
  while (calls() < 30) await sleep(2);
  running.process.kill('SIGKILL');
  await running.finished;
  const answeredBefore =
    (await recordsOf(home, 'closed-book')).length +
    (await recordsOf(home, 'standard-rag')).length +
    (await recordsOf(home, 'gold-context')).length;
  const { status } = await ragstone(['run', '--resume', 'r'], { home, environment });
  expect(status).toBe(0);
  // At most the calls in flight when it was killed are lost.
  expect(calls()).toBeLessThanOrEqual(90 + 8);
  expect(answeredBefore).toBeGreaterThan(0);
});

test('--model runs methods by name on one model', async () => {
  const { url } = await startHttp(vllmServer(serving));
  const home = await temporaryFolder();
  const made = await madeQuestions(home, 4);
  const { status, stdout } = await ragstone(
    [
      'run',
      '--dataset',
      `made=${made.questions}`,
      '--corpus',
      made.corpus,
      '--systems',
      'closed-book,standard-rag',
      '--environments',
      'original',
      '--model',
      `toy=${url}/v1`,
    ],
    { home },
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/standard-rag/);
});

test('a dry run asks nothing, and says what would be examined', async () => {
  const { url, asked } = await startHttp(vllmServer(serving));
  const home = await prepared(url, 4);
  const environment = { SECRET_KEY: secret };
  const { status, stdout } = await ragstone(['run', 'e.yaml', '--dry-run'], { home, environment });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^m +gpu +generate +short, before anything is asked$/m);
  const { stdout: json } = await ragstone(['run', 'e.yaml', '--dry-run', '--no-doctor', '--json'], {
    home,
    environment,
  });
  expect(JSON.parse(json)).toMatchObject({
    examinations: [{ id: 'm', server: 'gpu', for: ['generate'], examination: false }],
  });
  expect(asked.filter(({ path: route }) => /completions|embeddings|rerank/.test(route))).toEqual([]);
});

test('a server that cannot be reached is named before any question is asked', async () => {
  const home = await prepared('http://127.0.0.1:9', 4);
  const { status, stderr } = await ragstone(['run', 'e.yaml', '--run', 'r'], {
    home,
    environment: { SECRET_KEY: secret },
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/error \(backend\): .*127\.0\.0\.1:9/);
});

test('a recorded run is replayed without its server, and a changed call is named', async () => {
  let up = true;
  const healthy = vllmServer(serving);
  const { url, asked } = await startHttp((its, response) =>
    up ? healthy(its, response) : { status: 500, json: {} },
  );
  const home = await prepared(url, 6);
  const environment = { SECRET_KEY: secret };
  expect(
    (await ragstone(['run', 'e.yaml', '--run', 'first', '--record', 'tape'], { home, environment })).status,
  ).toBe(0);
  up = false;
  const before = asked.length;
  const replayed = await ragstone(['run', 'e.yaml', '--run', 'r', '--replay', 'tape'], { home });
  expect({ status: replayed.status, stderr: replayed.stderr }).toMatchObject({ status: 0 });
  expect(asked).toHaveLength(before);
  expect(replayed.stdout).toMatch(/Latency of standard-rag is not comparable/);
  const [record] = await recordsOf(home, 'standard-rag');
  expect(record).toMatchObject({ status: 'answered', answer: { text: '1808' }, ms: null });

  const text = await readFile(path.join(home, 'e.yaml'), 'utf8');
  await writeFile(path.join(home, 'e.yaml'), text.replace('k: 2', 'k: 2, maxTokens: 9'));
  const changed = await ragstone(['run', 'e.yaml', '--run', 'changed', '--replay', 'tape'], { home });
  expect(changed.status).toBe(1);
  const records = await readFile(
    path.join(home, 'results', 'changed', 'standard-rag.made.original.main.jsonl'),
    'utf8',
  );
  expect(records).toMatch(
    /"code":"missing-data","side":"infrastructure","message":"The cassette does not hold this call[^"]*maxTokens/,
  );
});

test('the shared cache answers a second run; its keys are explained', async () => {
  const { url, asked } = await startHttp(vllmServer(serving));
  const home = await prepared(url, 5);
  const environment = { SECRET_KEY: secret };
  const calls = (): number => questionsOf(asked).length;
  await ragstone(['run', 'e.yaml', '--run', 'first', '--cache', 'shared'], { home, environment });
  const before = calls();
  await ragstone(['run', 'e.yaml', '--run', 'r', '--cache', 'shared'], { home, environment });
  expect(calls()).toBe(before);
  expect((await ragstone(['cache', 'stats'], { home })).stdout).toMatch(/^15 answers/);
  const [record] = await recordsOf(home, 'closed-book');
  const key = /"by":"cache","key":"([^"]+)"/.exec(JSON.stringify(record))?.[1] ?? '';
  expect((await ragstone(['cache', 'explain', key], { home })).stdout).toMatch(/"model": "toy"/);
  expect((await ragstone(['cache', 'clear'], { home })).stdout).toBe('15 answers removed\n');
});
