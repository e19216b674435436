import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../src/runs/experiment/readExperiment.ts';
import { resolveRetrievers } from '../../../src/runs/plan/resolveRetrievers.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

const models = { m: scriptedBackend({}), other: scriptedBackend({}) };

const resolve = (retrievers: string) =>
  resolveRetrievers(
    parseExperiment(
      `ragstone: 1\nname: x\ndatasets: [{ use: atlas }]\nsystems: [{ use: extractive }]\nretrievers: ${retrievers}`,
      'e.yaml',
    ),
    models,
  );

describe('resolveRetrievers', () => {
  test('bm25 needs no entry', async () => {
    const { bm25 } = await resolve('{}');
    expect(bm25).toMatchObject({ kind: 'index', corpus: 'native', settings: { k1: 0.9, b: 0.4 } });
  });

  test('an entry called bm25 takes its place', async () => {
    expect((await resolve('{ bm25: { use: bm25, k1: 1.2 } }'))['bm25']).toMatchObject({
      settings: { k1: 1.2 },
    });
  });

  test.each([
    ['{ a: { use: bm25, k1: -1 } }', /settings of the retriever "a"/],
    ['{ a: { use: bm25, of: [bm25] } }', /not made of others/],
    ['{ a: { use: bm52 } }', /Did you mean bm25/],
    [
      '{ a: { use: bm25, roles: { encoder: m } } }',
      /Retriever "a" gives a model to "encoder", but bm25 has no roles/,
    ],
  ])('refuses %s', async (retrievers, message) => {
    await expect(resolve(retrievers)).rejects.toThrow(message);
  });
});
