import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCatalog } from '../../src/datasets/catalog/readCatalog.ts';
import { readExperiment } from '../../src/runs/experiment/readExperiment.ts';
import { resolveRetrievers } from '../../src/runs/plan/resolveRetrievers.ts';
import { resolveSystems } from '../../src/runs/plan/resolveSystems.ts';
import { findScorer } from '../../src/scoring/findScorer.ts';
import { talkingBackend } from '../../src/vitest/talkingBackend.ts';

const files = readdirSync('experiments').filter((file) => file.endsWith('.yaml'));

test.each(files)('%s fits together: models, methods, settings, retrievers, scorers, data', async (file) => {
  const experiment = await readExperiment(`experiments/${file}`);
  const models = Object.fromEntries(
    Object.keys(experiment.models).map((id) => [id, talkingBackend('words')] as const),
  );
  expect(await resolveRetrievers(experiment, models)).toHaveProperty('bm25');
  const systems = await resolveSystems(experiment, { from: '.', models });
  expect(systems.map(({ id }) => id)).toContain(experiment.reference);
  const scorers = experiment.score.filter((name) => name !== 'native');
  for (const scorer of scorers) expect((await findScorer(scorer)).name).toBe(scorer);

  const { datasets, corpora } = await readCatalog();
  for (const { use, split, setting, corpus } of experiment.datasets) {
    const splits = datasets[use]?.splits ?? [];
    const found = splits.filter(
      (each) =>
        (split === undefined || each.split === split) && (setting === undefined || each.setting === setting),
    );
    expect(found, `${use} ${split} ${setting}`).not.toEqual([]);
    if (corpus !== undefined) expect(Object.keys(corpora)).toContain(corpus);
  }
});
