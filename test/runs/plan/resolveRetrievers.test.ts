import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../src/runs/experiment/readExperiment.ts';
import { resolveRetrievers } from '../../../src/runs/plan/resolveRetrievers.ts';
import { engineModule } from '../../support/engineModule.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const models = { m: scriptedBackend({}), other: scriptedBackend({}) };

const resolve = (retrievers: string, from = '.') =>
  resolveRetrievers(
    parseExperiment(
      `ragstone: 1\nname: x\ndatasets: [{ use: atlas }]\nsystems: [{ use: extractive }]\nretrievers: ${retrievers}`,
      'e.yaml',
    ),
    models,
    from,
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

  test('an index that ships is found in the package', async () => {
    const { a } = await resolve('{ a: { use: bm25, index: "ragstone:models/nano-atlas" } }');
    expect(a).toMatchObject({ index: path.resolve(import.meta.dirname, '../../../models/nano-atlas') });
  });

  test.each([
    ['{ a: { use: bm25, index: "ragstone:elsewhere" } }', /ships with Ragstone/],
    ['{ a: { use: bm25, k1: -1 } }', /settings of the retriever "a"/],
    ['{ a: { use: bm25, of: [bm25] } }', /not made of others/],
    ['{ a: { use: bm52 } }', /Did you mean bm25/],
    [
      '{ a: { use: bm25, roles: { encoder: m } } }',
      /Retriever "a" gives a model to "encoder", but bm25 has no roles/,
    ],
    [
      '{ a: { use: weighted, of: [bm25, b], weights: [1, 2, 3] }, b: { use: bm25 } }',
      /"a" is wrong: it has 2 parts and 3 weights/,
    ],
  ])('refuses %s', async (retrievers, message) => {
    await expect(resolve(retrievers)).rejects.toThrow(message);
  });

  describe('an engine', () => {
    const resolveBeside = async (retrievers: string) => {
      const folder = await temporaryFolder();
      await engineModule(folder);
      return resolve(retrievers, folder);
    };

    test('is loaded from its module', async () => {
      const { mine } = await resolveBeside('{ mine: { use: ./engine.mjs, corpus: pages.jsonl } }');
      expect(mine).toMatchObject({
        kind: 'engine',
        corpus: 'pages.jsonl',
        engine: { fingerprint: { engine: 'module' } },
      });
    });

    test.each([
      [
        '{ mine: { use: ./engine.mjs, k1: 1, roles: { encoder: m } } }',
        /is set up in its module: leave out k1, roles/,
      ],
      ['{ bm25: { use: ./engine.mjs } }', /an engine needs another name/],
      ['{ mine: { use: ./other.mjs } }', /\.\/other\.mjs cannot be loaded/],
    ])('is refused as %s', async (retrievers, message) => {
      await expect(resolveBeside(retrievers)).rejects.toThrow(message);
    });
  });
});
