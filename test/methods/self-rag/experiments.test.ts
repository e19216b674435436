import { expect, test } from 'vitest';
import { readCatalog } from '../../../src/datasets/catalog/readCatalog.ts';
import { readExperiment } from '../../../src/runs/experiment/readExperiment.ts';
import { resolveSystems } from '../../../src/runs/plan/resolveSystems.ts';
import { scriptedGenerator } from './scriptedGenerator.ts';

test.each([
  ['popqa', 1399],
  ['triviaqa', 7313],
])(
  'the ready experiment on %s names the published set of %i questions and its passages',
  async (setting, questions) => {
    const experiment = await readExperiment(`experiments/self-rag-${setting}.yaml`);
    const { datasets } = await readCatalog();
    const [dataset] = experiment.datasets;
    expect(dataset).toMatchObject({ use: 'selfrag', split: 'test', setting });
    expect(datasets['selfrag']?.splits.find((split) => split.setting === setting)?.questions).toBe(questions);
    const systems = await resolveSystems(experiment, {
      from: '.',
      models: { selfrag: scriptedGenerator(() => []) },
    });
    expect(systems.map(({ id, fidelity }) => [id, fidelity])).toEqual([
      ['released', 'faithful'],
      ['paper-decision', 'faithful'],
      ['paper', 'faithful'],
      ['never', 'faithful'],
    ]);
    for (const { source, settings } of systems) {
      expect(source).toEqual({ kind: 'saved' });
      expect(settings).toMatchObject({ k: 10, maxTokens: 100 });
    }
  },
);
