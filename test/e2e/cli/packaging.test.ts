import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { madeQuestions } from '../../support/madeQuestions.ts';

const run = promisify(execFile);

/** The oldest Node that the package promises to run on. */
const oldestNode = '22.19.0';

interface PackageJson {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
}

describe('the package, installed from its tarball', () => {
  let folder: string;
  let node: string;
  let bin: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ragstone-package-'));
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder]);
    const report: unknown = JSON.parse(stdout.slice(stdout.search(/^[[{]/m)));
    const [packed] = Object.values(report as object) as { filename: string }[];
    await writeFile(
      path.join(folder, 'package.json'),
      JSON.stringify({ name: 'user', private: true, type: 'module' }),
    );
    await run('npm', ['install', '--no-audit', '--no-fund', `./${packed?.filename}`, `node@${oldestNode}`], {
      cwd: folder,
    });
    node = path.join(folder, 'node_modules', '.bin', 'node');
    bin = path.join(folder, 'node_modules', 'ragstone', 'dist', 'cli', 'main.js');
    return () => rm(folder, { recursive: true, force: true });
  }, 180_000);

  test('it runs on the oldest Node that it promises', async () => {
    const { engines } = JSON.parse(await readFile('package.json', 'utf8')) as PackageJson;
    expect(engines.node).toBe('>=22.19');
    expect((await run(node, ['--version'])).stdout.trim()).toBe(`v${oldestNode}`);
    expect((await run(node, [bin, '--help'])).stdout).toMatch(/^Usage: ragstone/);
  });

  test('it runs an experiment without its source', async () => {
    const made = await madeQuestions(folder, 6);
    const args = ['run', '--dataset', `made=${made.questions}`, '--corpus', made.corpus, '--run', 'tiny'];
    const environment = { ...process.env, RAGSTONE_HOME: path.join(folder, 'home') };
    const { stdout } = await run(node, [bin, ...args], { cwd: folder, env: environment });
    expect(stdout).toMatch(/extractive-top-5/);
    const html = await readFile(path.join(folder, 'results', 'tiny', 'report.html'), 'utf8');
    expect(html).toMatch(/^<!doctype html>/i);
  });

  test('the built-in questions ship with it', async () => {
    const { stdout } = await run(node, [bin, 'run', '--limit', '2', '--environments', 'original', '--json'], {
      cwd: folder,
    });
    expect(JSON.parse(stdout)).toMatchObject({ status: 'complete' });
  });

  test('LangChain is not needed, and asked for where it is', async () => {
    const imported = run(node, ['--input-type=module', '-e', "await import('ragstone/langchain')"], {
      cwd: folder,
    });
    await expect(imported).rejects.toThrow(/Cannot find package '@langchain\/core'/);
  });

  test('every export can be imported and has types', async () => {
    const { exports, devDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as PackageJson;
    const peer = `@langchain/core@${devDependencies['@langchain/core']}`;
    await run('npm', ['install', '--no-audit', '--no-fund', peer], { cwd: folder });
    // What makes tests can be imported within a test run only.
    const names = Object.keys(exports).filter((name) => !['./package.json', './vitest'].includes(name));
    const script = names.map(
      (name) => `console.log(Object.keys(await import('${path.posix.join('ragstone', name)}')).length)`,
    );
    const { stdout } = await run(node, ['--input-type=module', '-e', script.join(';')], { cwd: folder });
    expect(
      stdout
        .trim()
        .split('\n')
        .map(Number)
        .every((count) => count > 5),
    ).toBe(true);
    await writeFile(
      path.join(folder, 'uses.mts'),
      [
        "import { runExperiment, type MethodDefinition } from 'ragstone';",
        "import { toRunnable, type LangChainModel } from 'ragstone/langchain';",
        "import { methodConformance } from 'ragstone/vitest';",
        'export const c: typeof methodConformance = methodConformance;',
        'export const f: typeof runExperiment = runExperiment;',
        "export type M = MethodDefinition<unknown, { reader: 'generate' }>;",
        'export const g: typeof toRunnable = toRunnable;',
        'export type L = LangChainModel;',
      ].join('\n'),
    );
    await run(
      path.resolve('node_modules/.bin/tsc'),
      [
        '--noEmit',
        '--strict',
        '--skipLibCheck',
        '--module',
        'nodenext',
        '--target',
        'es2024',
        '--types',
        '',
        'uses.mts',
      ],
      { cwd: folder },
    );
  });

  test('no machine path and no test is inside', async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
    const [packed] = Object.values(JSON.parse(stdout.slice(stdout.search(/^[[{]/m))) as object) as {
      files: { path: string }[];
    }[];
    const files = packed?.files.map((file) => file.path) ?? [];
    expect(files).toEqual(
      expect.arrayContaining([
        'dist/index.js',
        'dist/index.d.ts',
        'experiments/default.yaml',
        'datasets/catalog.yaml',
        'LICENSE',
        'README.md',
      ]),
    );
    expect(files.filter((file) => /^(?:test|src|training|bench)\//.test(file))).toEqual([]);
  });
});
