import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const run = promisify(execFile);
const page = readFileSync('docs/langchain.md', 'utf8');
const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);

/** The example as it runs outside the project: with the addresses of what it imports. */
function placed(code: string): string {
  return code.replaceAll(/(?<= from ')[^']+(?=')/g, (name) => {
    if (name === 'ragstone') return pathToFileURL('src/index.ts').href;
    if (name === 'ragstone/langchain') return pathToFileURL('src/langchain/index.ts').href;
    return import.meta.resolve(name);
  });
}

/** An engine that finds the same two pages whatever is asked. */
async function vespa(): Promise<string> {
  const server = createServer((_request, response) => {
    const children = ['p2', 'p1'].map((id) => ({ id, fields: { content: `page ${id}` } }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ root: { children } }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('the page has examples', () => {
  expect(examples.length).toBeGreaterThanOrEqual(6);
});

test.each(examples.map((code, n) => [n + 1, code] as const))(
  'example %i of docs/langchain.md prints what it says',
  async (_n, code) => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'example.ts');
    await writeFile(file, placed(code));
    const { stdout } = await run(process.execPath, [file], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, VESPA_URL: await vespa() },
    });
    const promised = [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line);
    expect(promised).not.toEqual([]);
    expect(stdout.trim().split('\n')).toEqual(promised);
  },
);
