import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { docsExamples, placeExample } from '../../support/docsExamples.ts';
import { openSearchServer } from '../../support/openSearchServer.ts';
import { pgliteServer } from '../../support/pgliteServer.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const run = promisify(execFile);
const { modules, scripts } = docsExamples('docs/langchain.md');

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
  expect(scripts.length).toBeGreaterThanOrEqual(6);
  expect(Object.keys(modules)).toEqual(['pgvector-engine.ts', 'opensearch-engine.ts']);
});

test.each(scripts.map((code, n) => [n + 1, code] as const))(
  'example %i of docs/langchain.md prints what it says',
  async (_n, code) => {
    const folder = await temporaryFolder();
    const file = await placeExample(folder, 'example.ts', code);
    for (const [name, text] of Object.entries(modules)) await placeExample(folder, name, text);
    const { stdout } = await run(process.execPath, [file], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        VESPA_URL: await vespa(),
        ...(code.includes('pgvector-engine') && { DATABASE_URL: await pgliteServer() }),
        ...(code.includes('opensearch-engine') && { OPENSEARCH_URL: (await openSearchServer()).url }),
      },
    });
    const promised = [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line);
    expect(promised).not.toEqual([]);
    expect(stdout.trim().split('\n')).toEqual(promised);
  },
);
