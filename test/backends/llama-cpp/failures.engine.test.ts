import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openLlamaServer } from '../../../src/backends/llama-cpp/openLlamaServer.ts';
import { openTiny } from '../../support/gguf/openTiny.ts';
import { tinyGguf } from '../../support/gguf/tinyGguf.ts';

const never = new AbortController().signal;
const say = { prompt: { kind: 'text', parts: [{ text: 'the city' }] }, maxTokens: 4 } as const;

test('a model at which native code aborts is a clear error, and another model goes on', async () => {
  const { server, file } = await openTiny();
  const broken = join(dirname(file), 'broken.gguf');
  await writeFile(broken, tinyGguf({ without: ['llama.attention.head_count'] }));
  await expect(openLlamaServer({ file: broken, threads: 1 }, never)).rejects.toMatchObject({
    code: 'backend',
    message: expect.stringMatching(/SIGABRT.*broken\.gguf.*GGML_ASSERT/s),
  });
  const { usage } = await (await server.open('tiny')).generate(say, never);
  expect(usage.outputTokens).toBe(4);
});

test.each([
  ['that is no GGUF', Buffer.from('no model at all')],
  ['that lacks what it needs', tinyGguf({ without: ['llama.block_count'] })],
  ['that breaks off', tinyGguf().subarray(0, 300_000)],
])('a file %s is refused by name', async (_, bytes) => {
  const { file } = await openTiny();
  const broken = join(dirname(file), 'broken.gguf');
  await writeFile(broken, bytes);
  await expect(openLlamaServer({ file: broken, threads: 1 }, never)).rejects.toMatchObject({
    message: expect.stringContaining('broken.gguf'),
  });
});

test('when the process dies, what it was asked fails and the next request starts it again', async () => {
  const { server } = await openTiny();
  const backend = await server.open('tiny');
  const before = await backend.generate(say, never);
  // Looked for first: on a busy machine that takes as long as an answer.
  const children = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'engineMain'], {
    encoding: 'utf8',
  });
  const asked = backend.generate({ ...say, maxTokens: 500 }, never);
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const pid of children.trim().split('\n')) process.kill(Number(pid), 'SIGABRT');
  await expect(asked).rejects.toMatchObject({ code: 'backend', input: { fault: 'server-error' } });
  const [after, too] = await Promise.all([backend.generate(say, never), backend.generate(say, never)]);
  expect(after.text).toBe(before.text);
  expect(too.text).toBe(before.text);
});

test('a file that is not there is missing data', async () => {
  await expect(openLlamaServer({ file: 'no/such.gguf' }, never)).rejects.toMatchObject({
    code: 'missing-data',
  });
  const { server } = await openTiny();
  await expect(server.open('tiny', 'no/adapter.gguf')).rejects.toMatchObject({ code: 'missing-data' });
});
