import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { storyteller } from '../../backends/doctor/examined.ts';
import { startHttp } from '../../support/modelServer/startHttp.ts';
import { teiServer } from '../../support/modelServer/tei.ts';
import { vllmServer } from '../../support/modelServer/vllm.ts';
import { ragstone, type Finished } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const secret = 'planted-key-3d70';
const vllm = () => startHttp(vllmServer({ ...storyteller(), adapters: ['poet'] }));

async function doctored(experiment: string, flags: readonly string[] = []): Promise<Finished> {
  const home = await temporaryFolder();
  await writeFile(
    path.join(home, 'e.yaml'),
    `ragstone: 1\nname: e\ndatasets: [{ use: atlas }]\n${experiment}`,
  );
  return ragstone(['doctor', 'e.yaml', ...flags], { home, environment: { SECRET_KEY: secret } });
}

test('an address is answered with a table of what its first model can do', async () => {
  const { url } = await vllm();
  const { status, stdout } = await ragstone(['doctor', `${url}/v1`], { home: await temporaryFolder() });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^kind +ok +vllm, version 0\.32\.0$/m);
  expect(stdout).toMatch(/^logprobs +ok +of any token/m);
  expect(stdout).toMatch(/^deterministic together +ok /m);
});

test('a model, its adapter and its control tokens are examined by flags', async () => {
  const { url } = await vllm();
  const { status, stdout } = await ragstone(
    ['doctor', url, '--model', 'toy', '--adapter', 'poet', '--control', '[Retrieval]', '--kind', 'vllm'],
    { home: await temporaryFolder() },
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/^adapter +warn /m);
  expect(stdout).toMatch(/^control token \[Retrieval\] +ok /m);
});

test('an experiment is fit when every system can run, and its key is never printed', async () => {
  const { url, asked } = await vllm();
  const { status, stdout, stderr } = await doctored(
    `servers: { gpu: { address: "${url}", key: { env: SECRET_KEY } }, idle: { address: "http://127.0.0.1:9" } }
models: { m: { server: gpu, model: toy }, unused: { server: idle, model: other } }
systems: [{ use: closed-book, roles: { reader: m } }, { use: standard-rag, roles: { reader: m } }, { use: extractive }]
`,
    ['--json'],
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'examining m\n' });
  const told: unknown = JSON.parse(stdout);
  expect(told).toMatchObject({
    status: 0,
    servers: [
      { id: 'gpu', reached: true, models: [{ id: 'm', backend: { can: { watch: { value: 'exact' } } } }] },
    ],
    systems: [
      { id: 'closed-book', fits: 'full' },
      { id: 'standard-rag', fits: 'full' },
      { id: 'extractive', fits: 'full' },
    ],
  });
  expect(asked.every(({ headers }) => headers.authorization === `Bearer ${secret}`)).toBe(true);
  expect(stdout).not.toContain(secret);
});

test('a system whose model cannot do its part is named, and the others are checked', async () => {
  const { url } = await startHttp(teiServer(storyteller()));
  const { status, stdout } = await doctored(
    `servers: { encoder: { address: "${url}" } }
models: { m: { server: encoder, model: toy } }
systems: [{ use: standard-rag }, { use: extractive }]
`,
  );
  expect(status).toBe(2);
  expect(stdout).toMatch(/^standard-rag +cannot run +\S/m);
  expect(stdout).toMatch(/^extractive +runs$/m);
});

test("a retriever's model is examined, too", async () => {
  const { url } = await startHttp(teiServer(storyteller()));
  const { status, stdout, stderr } = await doctored(
    `servers: { encoder: { address: "${url}" } }
models: { e: { server: encoder, model: toy } }
retrievers: { near: { use: dense, roles: { encoder: e } } }
systems: [{ use: extractive }]
`,
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'examining e\n' });
  expect(stdout).toMatch(/^embeddings +ok /m);
});

test('a model that its server does not have keeps its system from running', async () => {
  const { url } = await vllm();
  const { status, stdout } = await doctored(
    `servers: { gpu: { address: "${url}" } }
models: { m: { server: gpu, model: toi } }
systems: [{ use: closed-book }]
`,
  );
  expect(status).toBe(2);
  expect(stdout).toMatch(/did you mean "toy"/);
  expect(stdout).toMatch(/^closed-book +cannot run +its model "m" was not found/m);
});

test('a role that nobody is named for is told', async () => {
  const { url } = await vllm();
  const { status, stdout } = await doctored(
    `servers: { gpu: { address: "${url}" } }
models: { m: { server: gpu, model: toy }, n: { server: gpu, model: toy } }
systems: [{ use: closed-book }]
`,
  );
  expect(status).toBe(2);
  expect(stdout).toMatch(/^closed-book +cannot run +it needs a model for its role "reader"$/m);
});

test('a server that is down: status 1', async () => {
  const down = await ragstone(['doctor', 'http://127.0.0.1:9'], { home: await temporaryFolder() });
  expect(down.status).toBe(1);
  expect(down.stdout).toMatch(/^reachable +no +\S/m);
  const { status, stdout } = await doctored(
    `servers: { gpu: { address: "http://127.0.0.1:9" } }
models: { m: { server: gpu, model: toy } }
systems: [{ use: closed-book }]
`,
  );
  expect(status).toBe(1);
  expect(stdout).toMatch(/^closed-book +cannot run/m);
});

test('a server that refuses the key and quotes it does not get it printed', async () => {
  const { url } = await startHttp(({ headers }) => ({
    status: 401,
    json: { error: { message: `wrong: ${headers.authorization}` } },
  }));
  const { status, stdout, stderr } = await ragstone(['doctor', url, '--key-env', 'SECRET_KEY'], {
    home: await temporaryFolder(),
    environment: { SECRET_KEY: secret },
  });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^reachable +no .*401.*key/m);
  expect(stdout + stderr).not.toContain(secret);
});

test('flags of an address are refused beside an experiment', async () => {
  const { status, stderr } = await doctored('systems: [{ use: extractive }]\n', ['--model', 'toy']);
  expect(status).toBe(2);
  expect(stderr).toMatch(/--model goes with an address/);
});

test('an experiment without models needs no server', async () => {
  const { status, stdout } = await doctored('systems: [{ use: extractive }]\n');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^extractive +runs$/m);
});
