import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openCorpus } from '../../../src/datasets/open/openCorpus.ts';
import { loadEngine } from '../../../src/retrieval/engines/loadEngine.ts';
import { pushCorpus } from '../../../src/retrieval/engines/pushCorpus.ts';
import { readRecords } from '../../../src/runs/disk/readRun.ts';
import type { WrittenExperiment } from '../../../src/runs/experiment/experimentSchema.ts';
import { experimentSchema } from '../../../src/runs/experiment/experimentSchema.ts';
import { runExperiment } from '../../../src/runs/runExperiment.ts';
import { engineModule } from '../../support/engineModule.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const never = new AbortController().signal;

/** Runs over an engine that two passages were pushed to. */
async function ran(more: Partial<WrittenExperiment> & Pick<WrittenExperiment, 'systems'>) {
  const folder = await temporaryFolder();
  vi.stubEnv('RAGSTONE_HOME', path.join(folder, 'home'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const corpus = path.join(folder, 'passages.jsonl');
  const passages = [
    { id: 'first', title: 'River', text: 'A river flows through the town.' },
    { id: 'last', title: 'Hill', text: 'A hill stands by the town.' },
  ];
  await writeFile(corpus, passages.map((passage) => `${JSON.stringify(passage)}\n`).join(''));
  const file = path.join(folder, 'questions.jsonl');
  const question = { id: 'q', question: 'river town', answers: [['A river']], titles: ['River'] };
  await writeFile(file, `${JSON.stringify(question)}\n`);
  const engine = await loadEngine(await engineModule(folder));
  await pushCorpus(engine, await openCorpus(corpus, never), { signal: never });
  const experiment = experimentSchema.parse({
    ragstone: 1,
    name: 'engines',
    datasets: [{ use: 'mine', file, format: 'ragstone', corpus }],
    retrievers: {
      bm25: { use: 'bm25' },
      mine: { use: './engine.mjs' },
      both: { use: 'weighted', of: ['mine', 'bm25'], weights: [2, 1] },
    },
    ...more,
  });
  const { manifest, folder: run } = await runExperiment(experiment, {
    from: folder,
    models: {},
    signal: never,
    onPhase: () => undefined,
    results: folder,
    run: 'r',
  });
  const lists = await Promise.all(
    manifest.cells.map(async ({ id, system }) => {
      const [record] = await Array.fromAsync(readRecords(run, id));
      if (record?.status !== 'answered') throw new Error(JSON.stringify(record));
      return [system, record.lists.first.map((passage) => passage.id)];
    }),
  );
  return { manifest, found: Object.fromEntries(lists) as Readonly<Record<string, readonly string[]>> };
}

const over = (source: string) => ({ id: source, use: 'extractive', source });

it('searches an engine that a module opens, alone and in a fusion, beside an index', async () => {
  const { manifest, found } = await ran({ systems: [over('mine'), over('both'), over('bm25')] });
  expect(found).toEqual({ mine: ['last', 'first'], both: ['last', 'first'], bm25: ['first', 'last'] });
  expect(manifest.retrievers.find(({ id }) => id === 'mine')?.fingerprint).toMatchObject({
    engine: 'module',
    passages: 2,
  });
});

it('says in the manifest which corpus it searched, without an index of it', async () => {
  const { manifest } = await ran({ systems: [over('mine')] });
  expect(manifest.datasets[0]?.corpus).toMatchObject({
    passages: 2,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

it('takes gold passages from an index of the corpus', async () => {
  const { manifest, found } = await ran({ systems: [over('mine'), over('gold')] });
  expect(found).toEqual({ mine: ['last', 'first'], gold: ['first'] });
  expect(manifest.datasets[0]?.corpus).toMatchObject({ passages: 2, goldShare: 1 });
});

it('cannot cut the passages of an engine into windows', async () => {
  const { manifest } = await ran({
    systems: [over('mine'), over('both'), over('bm25')],
    environments: ['original', { window: 3 }],
  });
  const windowed = manifest.cells.filter(({ environment }) => environment !== 'original');
  expect(windowed.map(({ system }) => system)).toEqual(['bm25']);
});
