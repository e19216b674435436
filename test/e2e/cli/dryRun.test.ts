import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readExperiment } from '../../../src/runs/experiment/readExperiment.ts';
import { ragstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const files = readdirSync('experiments').filter(
  (file) => file.endsWith('.yaml') && !['default.yaml', 'full.yaml', 'extractive.yaml'].includes(file),
);

test.each(files)(
  '%s: a dry run names all data that is missing and the silent server, at once',
  async (file) => {
    const given = path.resolve('experiments', file);
    const { status, stderr } = await ragstone(['run', given, '--dry-run'], { home: await temporaryFolder() });
    expect(status).toBe(2);
    const { datasets } = await readExperiment(given);
    for (const { use, corpus } of datasets) {
      expect(stderr).toContain(`Bring it with: ragstone data pull ${use} `);
      if (corpus !== undefined) expect(stderr).toContain(`Bring it with: ragstone data pull ${corpus}`);
    }
    expect(stderr).toContain('127.0.0.1:8000');
  },
);

test('the default experiment needs nothing, and says what its index will take', async () => {
  const home = await temporaryFolder();
  const { status, stdout } = await ragstone(['run', '--dry-run'], { home });
  expect(status).toBe(0);
  expect(stdout).toContain('1300 records');
  expect(stdout).toMatch(/bm25 of atlas +atlas-corpus +– +2000 +about 2\.\d MB +to be built in about 1 s/);
});

test('a run says what an index will take before it builds it; then it is built', async () => {
  const [home, results] = [await temporaryFolder(), await temporaryFolder()];
  const few = ['run', '--limit', '1', '--systems', 'extractive'];
  const { stderr } = await ragstone([...few, '--out', results], { home });
  expect(stderr).toMatch(
    /index bm25 of atlas: 2000 passages, about 2\.\d MB, to be built in about 1 s\n(.*\n)*?indexing atlas/,
  );
  const again = await ragstone([...few, '--out', results], { home });
  expect(again.stderr).not.toContain('index bm25 of atlas');
  const { stdout } = await ragstone([...few, '--dry-run', '--json'], { home });
  expect(JSON.parse(stdout)).toMatchObject({
    indexes: [{ retriever: 'bm25', built: true, passages: 2000, bytes: expect.any(Number), seconds: 0 }],
  });
});
