import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readExperiment } from '../../../src/runs/experiment/readExperiment.ts';
import { ragstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const files = readdirSync('experiments').filter((file) => file.endsWith('.yaml') && file !== 'default.yaml');

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

test('the default experiment needs nothing', async () => {
  const { status, stdout } = await ragstone(['run', '--dry-run'], { home: await temporaryFolder() });
  expect(status).toBe(0);
  expect(stdout).toContain('3600 records');
});
