import { expect, it } from 'vitest';

import { parseExperiment } from '../../../src/runs/experiment/readExperiment.ts';
import { onlyRetriever } from '../../../src/runs/retrievers/onlyRetriever.ts';

function experiment(models: string) {
  return parseExperiment(
    `
ragstone: 1
name: many
datasets: [{ use: atlas }]
servers: { gpu: { address: "http://127.0.0.1:9" } }
models: { ${models} }
retrievers:
  words: { use: bm25 }
  other: { use: bm25, k1: 2 }
  both: { use: rrf, of: [words, other] }
  sorted: { use: rerank, of: [both], roles: { reranker: cross } }
systems: [{ use: extractive }]
`,
    'here',
  );
}

const two = experiment('cross: { server: gpu, model: c }, reader: { server: gpu, model: r }');

it('keeps what a retriever is made of, and the models that are named there', () => {
  const only = onlyRetriever(two, 'sorted');
  expect(Object.keys(only.retrievers)).toStrictEqual(['words', 'other', 'both', 'sorted']);
  expect(Object.keys(only.models)).toStrictEqual(['cross']);
});

it('keeps no model that nobody names', () => {
  const only = onlyRetriever(two, 'both');
  expect(Object.keys(only.retrievers)).toStrictEqual(['words', 'other', 'both']);
  expect(only.models).toStrictEqual({});
});

it('keeps an only model, which plays what nobody is named for', () => {
  expect(
    Object.keys(onlyRetriever(experiment('one: { server: gpu, model: c }'), 'words').models),
  ).toStrictEqual(['one']);
});

it('knows the retriever that needs no entry', () => {
  expect(onlyRetriever(two, 'bm25').retrievers).toStrictEqual({});
});

it('says what there is instead of another name', () => {
  expect(() => onlyRetriever(two, 'sortd')).toThrow('did you mean "sorted"?');
});
