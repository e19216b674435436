import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

import { ragstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

async function home(dataset: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(
    path.join(folder, 'experiment.yaml'),
    `
ragstone: 1
name: tuned
datasets: [${dataset}]
retrievers:
  words: { use: bm25 }
  plain: { use: bm25, analyser: whitespace@1 }
  hybrid: { use: weighted, of: [words, plain], weights: [1, 1] }
systems: [{ use: extractive, source: hybrid }]
`,
  );
  return folder;
}

test('weights are chosen on questions that are not for testing, and written where --out says', async () => {
  const folder = await home(
    '{ use: mine, file: world/questions.jsonl, corpus: world/corpus.jsonl, limit: 20 }',
  );
  const make = ['data', 'generate', 'atlas', '--out', 'world', '--articles', '300', '--questions', '40'];
  await ragstone([...make, '--seed', '9'], { home: folder });
  const tune = ['tune', 'experiment.yaml', '--retriever', 'hybrid', '--steps', '4'];
  const { status, stdout } = await ragstone([...tune, '--out', 'chosen.json'], { home: folder });
  expect(status).toBe(0);
  expect(stdout).toMatch(/weights:\[\d(?:\.\d+)?,\d(?:\.\d+)?\] +\d\.\d{4} +<- chosen/);
  const written: unknown = JSON.parse(await readFile(path.join(folder, 'chosen.json'), 'utf8'));
  expect(written).toMatchObject({
    retriever: 'hybrid',
    measure: 'recall@5/title/first@1',
    tried: expect.objectContaining({ length: 5 }),
    fingerprint: { retriever: 'weighted' },
  });
});

test.each([
  ['{ use: atlas }', [], 'is for testing'],
  ['{ use: atlas }', ['--measure', 'em/hotpot@1'], 'first k passages'],
  ['{ use: atlas }', ['--measure', 'recall@5/titel/first@1'], 'recall@5/title/first@1'],
  ['{ use: atlas }, { id: b, use: atlas }', [], 'say with --dataset'],
])('%s with %j is refused', async (dataset, flags, why) => {
  const tune = ['tune', 'experiment.yaml', '--retriever', 'hybrid', ...flags];
  const { status, stderr } = await ragstone(tune, { home: await home(dataset) });
  expect(stderr).toContain(why);
  expect(status).toBe(2);
});
