import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bytes, hashOf } from '../../io/download/downloadFolder.ts';
import { type Answer, serving } from '../../io/download/scriptedServer.ts';
import { firstCommit, type HubScript, scriptedHub } from '../../support/hub/scriptedHub.ts';
import { ragstone, startRagstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const model = bytes(3_000_000);
const card = Buffer.from('# Tiny\n');
const address = 'hf:someone/tiny/m.gguf';
const blob = `hf/hub/models--someone--tiny/blobs/${hashOf(model)}`;

/** Serves a little at a time, so that there is a middle. */
function slowly(content: Buffer): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-length': content.length, etag: '"v1"' });
    let sent = 0;
    const timer = setInterval(() => {
      response.write(content.subarray(sent, sent + 20_000));
      sent += 20_000;
      if (sent >= content.length) {
        clearInterval(timer);
        response.end();
      }
    }, 10);
    response.on('close', () => clearInterval(timer));
  };
}

async function prepared(script: HubScript = {}) {
  const hub = await scriptedHub({ files: { 'm.gguf': model, 'README.md': card }, ...script });
  const home = await temporaryFolder();
  const environment = { HF_ENDPOINT: hub.endpoint, HF_HOME: path.join(home, 'hf'), HF_TOKEN: 'hf_planted' };
  return {
    hub,
    home,
    place: { home, environment },
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  };
}

async function writeExperiment(home: string): Promise<void> {
  await writeFile(
    path.join(home, 'e.yaml'),
    `ragstone: 1
name: hub
servers: { local: { gguf: "${address}" } }
models: { m: { server: local, model: tiny } }
datasets: [{ use: atlas }]
systems: [{ use: closed-book }]
`,
  );
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

test('files are pulled with progress, told with their commit and hash, and listed', async () => {
  await using at = await prepared();
  const pulled = await ragstone(['models', 'pull', 'hf:someone/tiny', '--include', '*'], at.place);
  expect(pulled).toMatchObject({ status: 0 });
  expect(pulled.stderr).toContain('someone/tiny/m.gguf  3,000,000 / 3,000,000 bytes  100 %');
  expect(pulled.stdout).toContain(`someone/tiny, main = commit ${firstCommit}`);
  expect(pulled.stdout).toContain(`3 MB, SHA-256 checked: ${hashOf(model)}`);
  expect(pulled.stdout).toContain(`no SHA-256 is published; it is ${hashOf(card)}; git's SHA-1 as published`);
  const listed = await ragstone(['models', 'list'], at.place);
  expect(listed.stdout).toMatch(new RegExp(`hf:someone/tiny@${firstCommit}/m\\.gguf +3 MB +main\n`));
  expect(`${pulled.stdout}${pulled.stderr}${listed.stdout}`).not.toContain('hf_planted');
  const again = await ragstone(['models', 'pull', address, '--json'], at.place);
  expect(JSON.parse(again.stdout)).toMatchObject([
    { repo: 'someone/tiny', revision: 'main', commit: firstCommit, files: [{ state: 'present' }] },
  ]);
  const machines = await ragstone(['models', 'list', '--json'], at.place);
  expect(JSON.parse(machines.stdout)).toMatchObject({
    snapshots: [{ repo: 'someone/tiny', refs: ['main'], files: [{ path: 'README.md' }, { path: 'm.gguf' }] }],
  });
});

test('a pull that is killed is continued by the next one', async () => {
  await using at = await prepared({ storage: [slowly, (content) => serving(content)] });
  const killed = startRagstone(['models', 'pull', address], at.place);
  const part = path.join(at.home, `${blob}.part`);
  await expect.poll(() => sizeOf(part), { timeout: 20_000 }).toBeGreaterThan(500_000);
  killed.process.kill('SIGKILL');
  expect(await killed.finished).toMatchObject({ signal: 'SIGKILL' });
  const kept = await sizeOf(part);
  expect(await ragstone(['models', 'pull', address], at.place)).toMatchObject({ status: 0 });
  expect(at.hub.fetched[1]).toMatchObject({ range: `bytes=${kept}-` });
  expect(await readFile(path.join(at.home, blob))).toEqual(model);
  expect(await readdir(path.dirname(part))).toEqual([hashOf(model)]);
});

test('two processes that want one file fetch it once', async () => {
  await using at = await prepared({ storage: [slowly] });
  const running = [startRagstone(['models', 'pull', address, '--json'], at.place)];
  await expect.poll(() => sizeOf(path.join(at.home, `${blob}.part`)), { timeout: 20_000 }).toBeGreaterThan(0);
  running.push(startRagstone(['models', 'pull', address, '--json'], at.place));
  const finished = await Promise.all(running.map((each) => each.finished));
  expect(finished.map(({ status }) => status)).toEqual([0, 0]);
  const states = finished.map(({ stdout }) => JSON.parse(stdout) as [{ files: [{ state: string }] }]);
  expect(states.map(([{ files }]) => files[0].state)).toEqual(['received', 'present']);
  expect(at.hub.fetched).toHaveLength(1);
});

test('Ctrl-C stops a pull with status 130 and keeps what there is', async () => {
  await using at = await prepared({ storage: [slowly] });
  const stopped = startRagstone(['models', 'pull', address], at.place);
  const part = path.join(at.home, `${blob}.part`);
  await expect.poll(() => sizeOf(part), { timeout: 20_000 }).toBeGreaterThan(0);
  stopped.process.kill('SIGINT');
  const { status, stderr } = await stopped.finished;
  expect(status).toBe(130);
  expect(stderr).toContain('The same command continues where it broke off.');
  expect(await sizeOf(part)).toBeGreaterThan(0);
});

test('a dry run says what would be fetched, doctor how to bring it, and neither fetches it', async () => {
  await using at = await prepared();
  await writeExperiment(at.home);
  const dry = await ragstone(['run', 'e.yaml', '--dry-run'], at.place);
  expect(dry).toMatchObject({ status: 0 });
  expect(dry.stdout).toMatch(
    new RegExp(`local +hf:someone/tiny@${firstCommit}/m\\.gguf +3 MB +to be fetched`),
  );
  const doctor = await ragstone(['doctor', 'e.yaml'], at.place);
  expect(doctor).toMatchObject({ status: 1 });
  expect(doctor.stdout).toContain('Bring it with: ragstone models pull hf:someone/tiny@main/m.gguf');
  expect(at.hub.fetched).toHaveLength(0);
});

test('the first Ctrl-C stops a run that fetches its model, before anything is asked', async () => {
  await using at = await prepared({ storage: [slowly] });
  await writeExperiment(at.home);
  const stopped = startRagstone(['run', 'e.yaml'], at.place);
  const part = path.join(at.home, `${blob}.part`);
  await expect.poll(() => sizeOf(part), { timeout: 20_000 }).toBeGreaterThan(0);
  stopped.process.kill('SIGINT');
  const { status, stderr } = await stopped.finished;
  expect(status).toBe(130);
  expect(stderr).toContain('Stopped. The same command continues the download.');
  expect(await sizeOf(part)).toBeGreaterThan(0);
});

test('what is wrong is said on stderr, with status 2 where it is the address', async () => {
  await using at = await prepared();
  const malformed = await ragstone(['models', 'pull', 'gpt2'], at.place);
  expect(malformed).toMatchObject({ status: 2, stdout: '' });
  const wrong = await ragstone(['models', 'pull', 'hf:someone/tiny/x.gguf'], at.place);
  expect(wrong).toMatchObject({ status: 2, stdout: '' });
  expect(wrong.stderr).toContain(`hf:someone/tiny@${firstCommit}/m.gguf  3 MB`);
});

test('where nothing was pulled, the list says how to', async () => {
  await using at = await prepared();
  expect((await ragstone(['models', 'list'], at.place)).stdout).toContain(
    'Bring one with: ragstone models pull',
  );
});
