import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bytes, hashOf } from '../../io/download/downloadFolder.ts';
import { answering, scriptedServer, serving, type Answer } from '../../io/download/scriptedServer.ts';
import { ragstone, startRagstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const lines = Buffer.from('{"id": "1", "question": "who?", "golden_answers": ["Ada"]}\n');

/** Serves `content` a little at a time, so that there is a middle to be killed in. */
function slowly(content: Buffer, etag: string): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-length': content.length, etag });
    let sent = 0;
    const timer = setInterval(() => {
      response.write(content.subarray(sent, sent + 20_000));
      sent += 20_000;
      if (sent >= content.length) clearInterval(timer);
    }, 10);
    response.on('close', () => clearInterval(timer));
  };
}

test('the catalog is listed for people and for machines', async () => {
  const home = await temporaryFolder();
  const people = await ragstone(['data', 'list'], { home });
  expect(people).toMatchObject({ status: 0, stderr: '' });
  expect(people.stdout).toMatch(/hotpotqa +dev\/fullwiki +test +7,405 +47\.5 MB/);
  const machines = await ragstone(['data', 'list', '--json'], { home });
  expect(JSON.parse(machines.stdout)).toContainEqual(
    expect.objectContaining({ kind: 'corpus', name: 'wiki18-dpr', count: 21_015_324, here: false }),
  );
});

test('one entry is shown with licence, addresses and hashes', async () => {
  const { status, stdout } = await ragstone(['data', 'show', 'squad'], { home: await temporaryFolder() });
  expect(status).toBe(0);
  expect(stdout).toContain('CC BY-SA 4.0');
  expect(stdout).toContain('https://rajpurkar.github.io/SQuAD-explorer/dataset/dev-v1.1.json');
  expect(stdout).toContain('95aa6a52d5d6a735563366753ca50492a658031da74f301ac5238b03966972c9');
});

test('a wrong name is refused with the nearest one and status 2', async () => {
  const { status, stderr } = await ragstone(['data', 'pull', 'hotpotq'], { home: await temporaryFolder() });
  expect(status).toBe(2);
  expect(stderr).toContain('did you mean "hotpotqa"?');
});

test('a dataset is pulled from a mirror, verified, listed, and found changed', async () => {
  const home = await temporaryFolder();
  await using server = await scriptedServer(serving(lines));
  const pull = ['data', 'pull', 'flashrag-nq', '--split', 'test', '--mirror', server.origin];
  const pulled = await ragstone(pull, { home });
  expect(pulled.status).toBe(0);
  expect(pulled.stdout).toContain('licence: CC BY-SA 4.0');
  expect(pulled.stdout).toContain(`the catalog does not know it: ${hashOf(lines)}`);
  expect(pulled.stderr).toContain('flashrag-nq/test.jsonl');
  const file = path.join(home, '.ragstone/datasets/flashrag-nq/test.jsonl');
  expect(await readFile(file)).toEqual(lines);

  const good = await ragstone(['data', 'verify', '--json'], { home });
  expect(good.status).toBe(0);
  expect(JSON.parse(good.stdout)).toMatchObject([
    { name: 'flashrag-nq', file: 'test.jsonl', state: 'unchecked' },
  ]);
  const listed = await ragstone(['data', 'list'], { home });
  expect(listed.stdout).toMatch(/\* +flashrag-nq +test /);

  await writeFile(file, 'other');
  const bad = await ragstone(['data', 'verify', 'flashrag-nq'], { home });
  expect(bad.status).toBe(1);
  expect(bad.stdout).toContain('CHANGED');
});

test('what cannot be fetched is an error with status 1 that names the address', async () => {
  await using server = await scriptedServer(answering(404));
  const { status, stdout, stderr } = await ragstone(['data', 'pull', 'popqa', '--mirror', server.origin], {
    home: await temporaryFolder(),
  });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(`${server.origin}/popqa/test.tsv: the server answered 404`);
});

test('a folder with the right file is a mirror, and the wrong file is refused by its hash', async () => {
  const home = await temporaryFolder();
  const mirror = path.join(home, 'downloads');
  await mkdir(mirror);
  await writeFile(path.join(mirror, 'dev-v1.1.json'), '{}');
  const { status, stderr } = await ragstone(['data', 'pull', 'squad', '--split', 'dev', '--mirror', mirror], {
    home,
  });
  expect(status).toBe(1);
  expect(stderr).toContain('brought 2 bytes, 4854279 were expected');
});

test('a pull that is killed is continued by the next one', async () => {
  const home = await temporaryFolder();
  const content = bytes(3_000_000);
  await using server = await scriptedServer(slowly(content, '"v1"'), serving(content));
  const pull = ['data', 'pull', 'flashrag-popqa', '--mirror', server.origin];
  const part = path.join(home, '.ragstone/datasets/flashrag-popqa/test.jsonl.part');
  const killed = startRagstone(pull, { home });
  await expect
    .poll(
      () =>
        stat(part).then(
          ({ size }) => size,
          () => 0,
        ),
      { timeout: 20_000 },
    )
    .toBeGreaterThan(500_000);
  killed.process.kill('SIGKILL');
  expect(await killed.finished).toMatchObject({ signal: 'SIGKILL' });
  const kept = (await stat(part)).size;

  const again = await ragstone([...pull, '--json'], { home });
  expect(again.status).toBe(0);
  expect(server.requests[1]).toMatchObject({ range: `bytes=${kept}-`, 'if-range': '"v1"' });
  expect(JSON.parse(again.stdout)).toMatchObject([
    { files: [{ state: 'received', sha256: hashOf(content) }] },
  ]);
  expect(await readFile(part.replace(/\.part$/, ''))).toEqual(content);
});

test('Ctrl-C stops a pull with status 130 and keeps what there is', async () => {
  const home = await temporaryFolder();
  const content = bytes(3_000_000);
  await using server = await scriptedServer(slowly(content, '"v1"'));
  const part = path.join(home, '.ragstone/datasets/flashrag-popqa/test.jsonl.part');
  const stopped = startRagstone(['data', 'pull', 'flashrag-popqa', '--mirror', server.origin], { home });
  await expect
    .poll(
      () =>
        stat(part).then(
          ({ size }) => size,
          () => 0,
        ),
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0);
  stopped.process.kill('SIGINT');
  const { status, stderr } = await stopped.finished;
  expect(status).toBe(130);
  expect(stderr).toContain('The same command continues where it broke off.');
  expect((await stat(part)).size).toBeGreaterThan(0);
});
