import { expect, test } from 'vitest';
import { inDomain } from '../../../src/runs/plan/inDomain.ts';
import { resolveSystems } from '../../../src/runs/plan/resolveSystems.ts';
import { parseExperiment } from '../../../src/runs/experiment/readExperiment.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

async function warnings(
  dataset: string,
  trainedOn: readonly string[] | undefined,
): Promise<readonly string[]> {
  const plain = scriptedBackend({});
  const reader = {
    ...plain,
    identity: {
      ...plain.identity,
      trainedOn:
        trainedOn === undefined ? { known: false as const } : { known: true as const, value: trainedOn },
    },
  };
  const experiment = parseExperiment(
    'ragstone: 1\nname: x\ndatasets: [{ use: atlas }]\nsystems: [{ id: s, use: closed-book }]',
    'e.yaml',
  );
  return inDomain(dataset, await resolveSystems(experiment, { from: '.', models: { reader } }));
}

test.each(['nq', 'flashrag-nq', 'beir-nq'])(
  'a model that was trained on nq is in-domain on %s',
  async (dataset) => {
    expect(await warnings(dataset, ['fever', 'nq'])).toEqual([
      `${dataset}: s is in-domain here: its reader (reader) was trained on nq.`,
    ]);
  },
);

test('on other data, or where nobody says, there is nothing to warn of', async () => {
  expect(await warnings('popqa', ['nq'])).toEqual([]);
  expect(await warnings('nq', undefined)).toEqual([]);
});
