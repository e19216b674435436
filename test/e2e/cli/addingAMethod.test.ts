import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { tinyGguf } from '../../support/gguf/tinyGguf.ts';
import { ragstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const run = promisify(execFile);
const page = readFileSync('docs/adding-a-method.md', 'utf8');
const files = new Map(
  [...page.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text]),
);

/** A folder of somebody who follows the page: its files, a model, and the project's own packages. */
async function followed(importsFrom: 'source' | 'package'): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of files) {
    const placed =
      importsFrom === 'package' ? text : text.replaceAll(/(?<= from ')ragstone[^']*(?=')/g, sourceOf);
    await writeFile(path.join(folder, name), placed);
  }
  await writeFile(path.join(folder, 'model.gguf'), tinyGguf());
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

function sourceOf(name: string): string {
  return pathToFileURL(name === 'ragstone' ? 'src/index.ts' : 'src/vitest/index.ts').href;
}

test('the page has a method, an experiment and a test', () => {
  expect([...files.keys()]).toEqual(['ask-twice.ts', 'ask-twice.yaml', 'ask-twice.test.ts']);
});

test('the method of the page runs beside standard-rag on a real engine', async () => {
  const home = await followed('source');
  const { status, stdout, stderr } = await ragstone(['run', 'ask-twice.yaml', '--json'], { home });
  expect(stderr).not.toContain('failed');
  expect(status).toBe(0);
  const { summary } = JSON.parse(stdout) as {
    summary: { datasets: { cells: { system: string; counts: Record<string, number> }[] }[] };
  };
  const cells = summary.datasets.flatMap((dataset) => dataset.cells);
  expect(new Set(cells.map(({ system }) => system))).toEqual(new Set(['standard', 'ask-twice']));
});

test('ragstone methods shows what it says of itself', async () => {
  const { stdout } = await ragstone(['methods', './ask-twice.ts'], { home: await followed('source') });
  expect(stdout).toMatch(/^ask-twice: searches again with a draft of the answer\n/);
  expect(stdout).toMatch(/k +integer 1 or more +3\n/);
});

test('it passes the suite of ragstone/vitest', async () => {
  const folder = await followed('source');
  const vitest = path.resolve('node_modules/vitest/vitest.mjs');
  const results = path.join(folder, 'results.json');
  const json = ['--reporter', 'json', '--outputFile', results];
  await run(process.execPath, [vitest, 'run', '--root', folder, ...json], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, CI: 'true' },
  });
  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(results, 'utf8')) as {
    numFailedTests: number;
    numPassedTests: number;
  };
  expect(numFailedTests).toBe(0);
  expect(numPassedTests).toBeGreaterThan(20);
});

test('it is well typed', async () => {
  const folder = await followed('package');
  const paths = {
    ragstone: [path.resolve('src/index.ts')],
    'ragstone/vitest': [path.resolve('src/vitest/index.ts')],
  };
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2024',
    lib: ['es2024', 'esnext'],
    module: 'nodenext',
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    skipLibCheck: true,
    exactOptionalPropertyTypes: true,
    types: ['node'],
    paths,
  };
  await writeFile(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['ask-twice.ts', 'ask-twice.test.ts'] }),
  );
  const { stdout } = await run(process.execPath, [
    path.resolve('node_modules/typescript/bin/tsc'),
    '-p',
    folder,
  ]);
  expect(stdout).toBe('');
});
