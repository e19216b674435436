import { expect, test } from 'vitest';
import { parseExperiment } from '../../../src/runs/experiment/readExperiment.ts';
import { environmentsFor } from '../../../src/runs/plan/environmentsFor.ts';
import { resolveRetrievers } from '../../../src/runs/plan/resolveRetrievers.ts';
import { searchedBy } from '../../../src/runs/plan/searchedBy.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

const experiment = parseExperiment(
  `ragstone: 1
name: x
datasets: [{ use: atlas }]
systems: [{ use: extractive }]
environments: [original, { rebuild: 2 }]
retrievers:
  exact: { use: dense }
  near: { use: dense, search: { hnsw: { seed: 5 } } }
  mixed: { use: rrf, of: [bm25, near] }
  plain: { use: rrf, of: [bm25, exact] }
`,
  'e.yaml',
);
const retrievers = await resolveRetrievers(experiment, { m: scriptedBackend({}) }, '.');

test('an experiment asks for so many rebuilt indexes', () => {
  expect(environmentsFor(experiment.environments, 0).map(({ id, changes }) => [id, changes])).toEqual([
    ['original', 'nothing'],
    ['rebuild-1', 'retrieval'],
    ['rebuild-2', 'retrieval'],
  ]);
});

test('elsewhere a retriever is what it is', () => {
  for (const retriever of Object.values(retrievers)) expect(searchedBy(retriever, {})).toBe(retriever);
});

test('an approximate index gets other random choices, and knows what it is built from', () => {
  const near = retrievers['near'];
  const again = near && searchedBy(near, { rebuild: 2 });
  expect(again).toMatchObject({
    id: 'near, built again 2',
    settings: { search: { hnsw: { seed: 7 } } },
    rebuiltFrom: { id: 'near' },
  });
});

test('a combination is built again where one of its parts is', () => {
  const mixed = retrievers['mixed'];
  expect(mixed && searchedBy(mixed, { rebuild: 1 })).toMatchObject({
    parts: [{ id: 'bm25' }, { id: 'near, built again 1' }],
  });
});

test.each(['bm25', 'exact', 'plain'])('%s is the same when it is built again', (id) => {
  const retriever = retrievers[id];
  expect(retriever && searchedBy(retriever, { rebuild: 1 })).toBeUndefined();
});
