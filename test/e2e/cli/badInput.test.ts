import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { madeQuestions } from '../../support/madeQuestions.ts';
import { ragstone, type Finished } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const method = path.resolve('test/support/slowMethod.ts');

/** Runs an experiment over questions and a corpus after `spoil` has changed the files. */
async function runSpoilt(
  spoil: (files: {
    readonly home: string;
    readonly questions: string;
    readonly corpus: string;
  }) => Promise<void>,
  more: readonly string[] = [],
): Promise<Finished & { readonly home: string }> {
  const home = await temporaryFolder();
  const made = await madeQuestions(home, 5);
  await writeFile(
    path.join(home, 'e.yaml'),
    `ragstone: 1
name: bad
datasets: [{ use: made, file: questions.jsonl, corpus: corpus.jsonl }]
systems: [{ id: one, use: ${method} }]
`,
  );
  await spoil({ home, ...made });
  return { ...(await ragstone(['run', 'e.yaml', '--run', 'r', ...more], { home })), home };
}

async function editLine(
  file: string,
  line: number,
  edit: (record: Record<string, unknown>) => unknown,
): Promise<void> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  lines[line - 1] = JSON.stringify(edit(JSON.parse(lines[line - 1] ?? '') as Record<string, unknown>));
  await writeFile(file, lines.join('\n'));
}

describe('bad input is refused before work starts, with its place', () => {
  test('truncated gzip', async () => {
    const { status, stderr, home } = await runSpoilt(async ({ questions }) => {
      const packed = gzipSync(await readFile(questions));
      await writeFile(questions, packed.subarray(0, packed.length - 12));
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/error \(bad-file\): .*questions\.jsonl/);
    expect(await readdir(path.join(home, 'results'))).toEqual([]);
  });

  test('invalid UTF-8', async () => {
    const { status, stderr } = await runSpoilt(async ({ questions }) => {
      const bytes = await readFile(questions);
      bytes[bytes.indexOf('Person')] = 0xff;
      await writeFile(questions, bytes);
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/error \(bad-record\): .*questions\.jsonl:1.*UTF-8/);
  });

  test('a missing field', async () => {
    const { stderr } = await runSpoilt(({ questions }) =>
      editLine(questions, 3, ({ question: _question, ...rest }) => rest),
    );
    expect(stderr).toMatch(/error \(bad-record\): .*questions\.jsonl:3 field "question"/);
  });

  test('a duplicate id', async () => {
    const { stderr } = await runSpoilt(({ questions }) =>
      editLine(questions, 4, (record) => ({ ...record, id: 'q0' })),
    );
    expect(stderr).toMatch(/error \(bad-record\): .*q0/);
  });

  test('empty answers', async () => {
    const { stderr } = await runSpoilt(({ questions }) =>
      editLine(questions, 2, (record) => ({ ...record, answers: [] })),
    );
    expect(stderr).toMatch(/error \(bad-record\): .*questions\.jsonl:2 field "answers"/);
  });

  test('a corpus without passages', async () => {
    const { status, stderr } = await runSpoilt(({ corpus }) => writeFile(corpus, ''));
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/error \(bad-file\): .*corpus/);
  });

  test('an unknown key in the experiment', async () => {
    const { status, stderr } = await runSpoilt(async ({ home }) => {
      const text = await readFile(path.join(home, 'e.yaml'), 'utf8');
      await writeFile(path.join(home, 'e.yaml'), `${text}concurency: 2\n`);
    });
    expect(status).toBe(2);
    expect(stderr).toContain('e.yaml:5:1: unknown key "concurency"; did you mean "concurrency"?');
  });

  test('a method, a scorer, a source that does not exist', async () => {
    const change =
      (from: string, to: string) =>
      async ({ home }: { readonly home: string }) => {
        const text = await readFile(path.join(home, 'e.yaml'), 'utf8');
        await writeFile(path.join(home, 'e.yaml'), text.replace(from, to));
      };
    expect((await runSpoilt(change(method, 'extractiv'))).stderr).toMatch(
      /no method "extractiv"; did you mean "extractive"/,
    );
    expect((await runSpoilt(async () => {}, ['--score', 'em/hotpt@1'])).stderr).toMatch(
      /no scorer "em\/hotpt@1".*em\/hotpot@1/,
    );
    expect((await runSpoilt(change(`use: ${method}`, `use: ${method}, source: bm26`))).stderr).toMatch(
      /did you mean "bm25"/,
    );
  });

  test('a results folder that cannot be written', async () => {
    const { status, stderr } = await runSpoilt(
      ({ home }) => writeFile(path.join(home, 'file'), ''),
      ['--out', 'file/results'],
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/error \(storage\): Cannot write .* another folder with --out/);
    expect(stderr).not.toMatch(/indexing/);
  });

  test('a dataset that is not on this machine, with the command that brings it', async () => {
    const { status, stderr } = await runSpoilt(async () => {}, ['--dataset', 'hotpotqa']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/error \(missing-data\): hotpotqa .*ragstone data pull hotpotqa/);
  });

  test('an index of another corpus', async () => {
    const { status, stderr } = await runSpoilt(async ({ home, corpus }) => {
      expect(
        (await ragstone(['index', 'build', corpus, '--retriever', 'bm25', '--out', 'index'], { home }))
          .status,
      ).toBe(0);
      await writeFile(corpus, `${await readFile(corpus, 'utf8')}\n{"id":"x","title":"X","text":"One more."}`);
      const text = await readFile(path.join(home, 'e.yaml'), 'utf8');
      await writeFile(
        path.join(home, 'e.yaml'),
        `${text}retrievers: { bm25: { use: bm25, index: index } }\n`,
      );
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /error \(mismatch\): index\/index\.json field "corpus\.files": The index was built from/,
    );
  });
});

test('a full disk ends the run with a clear error and loses nothing', async () => {
  const { home, status } = await runSpoilt(async () => {});
  expect(status).toBe(0);
  const run = path.join(home, 'results', 'r');
  const before = await readFile(path.join(run, 'one.made.original.main.jsonl'), 'utf8');
  await mkdir(path.join(home, 'results', 'full'));
  const manifest = await readFile(path.join(run, 'run.json'), 'utf8');
  await writeFile(
    path.join(home, 'results', 'full', 'run.json'),
    manifest.replace('"complete"', '"interrupted"'),
  );
  await symlink('/dev/full', path.join(home, 'results', 'full', 'texts.main.jsonl'));
  const { stderr, ...full } = await ragstone(['run', '--resume', 'full'], { home });
  expect(full.status).toBe(1);
  expect(stderr).toMatch(/error \(storage\): Cannot write texts\.main\.jsonl: the disk is full\./);
  expect(await readFile(path.join(run, 'one.made.original.main.jsonl'), 'utf8')).toBe(before);
});
