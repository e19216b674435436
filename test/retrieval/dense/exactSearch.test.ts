import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { VectorStore } from '../../../src/retrieval/dense/denseSettings.ts';
import { exactSearch } from '../../../src/retrieval/dense/exactSearch.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { asStored, naiveSearch, storeVectors } from './searchable.ts';
import { wordVector } from './wordEncoder.ts';

const stores: readonly VectorStore[] = ['float32', 'float16', 'int8'];

/** Few different numbers, so that scores tie and are often negative. */
const cases = fc.integer({ min: 1, max: 9 }).chain((dimensions) => {
  const vector = fc
    .array(fc.constantFrom(-1, -0.5, 0, 0.25, 0.3, 1), { minLength: dimensions, maxLength: dimensions })
    .map((values) => Float32Array.from(values));
  return fc.record({
    vectors: fc.array(vector, { minLength: 1, maxLength: 30 }),
    query: vector,
    k: fc.integer({ min: 1, max: 40 }),
    heldBytes: fc.constantFrom(0, 2 ** 20),
  });
});

it.each(stores)('finds with %s what looking at every vector finds, ties in document order', async (store) => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ vectors, query, k, heldBytes }) => {
      await using folder = await temporaryFolder();
      const stored = await storeVectors(folder.path, vectors, store);
      await using search = exactSearch(stored, { workers: 0, heldBytes });
      const found = await search.search(query, k, never);
      const expected = naiveSearch(asStored(vectors, store), query, k);
      expect(found.map(({ position }) => position)).toStrictEqual(expected.map(({ position }) => position));
      for (const [rank, { score }] of found.entries()) {
        expect(score).toBeCloseTo(expected[rank]?.score ?? Number.NaN, 10);
      }
    }),
    { numRuns: 40 },
  );
});

const many = Array.from({ length: 3000 }, (_, position) => wordVector(`text ${position % 1500}`, 200));
const queries = Array.from({ length: 34 }, (_, at) => wordVector(`text ${at} and more`, 200));

it.each(stores)('finds the same with %s in threads, over several blocks, held or not', async (store) => {
  await using folder = await temporaryFolder();
  const stored = await storeVectors(folder.path, many, store);
  const found = await Promise.all(
    [
      { workers: 0, heldBytes: 0 },
      { workers: 0, heldBytes: 2 ** 20 },
      { workers: 3, heldBytes: 2 ** 30 },
    ].map(async (options) => {
      await using search = exactSearch(stored, options);
      const once = await Promise.all(queries.map((query) => search.search(query, 7, never)));
      const again = await Promise.all(queries.map((query) => search.search(query, 7, never)));
      expect(again).toStrictEqual(once);
      return once;
    }),
  );
  const kept = asStored(many, store);
  expect(found[1]).toStrictEqual(found[0]);
  expect(found[2]).toStrictEqual(found[0]);
  expect(found[0]?.map((hits) => hits.map(({ position }) => position))).toStrictEqual(
    queries.map((query) => naiveSearch(kept, query, 7).map(({ position }) => position)),
  );
});

it('gives with int8 the very scores of float32', async () => {
  await using folder = await temporaryFolder();
  await using other = await temporaryFolder();
  await using floats = exactSearch(await storeVectors(folder.path, many, 'float32'), { heldBytes: 0 });
  await using codes = exactSearch(await storeVectors(other.path, many, 'int8'), { heldBytes: 0 });
  for (const query of queries.slice(0, 10)) {
    expect(await codes.search(query, 10, never)).toStrictEqual(await floats.search(query, 10, never));
  }
});

it('drops a query that was given up before its turn', async () => {
  await using folder = await temporaryFolder();
  const stored = await storeVectors(folder.path, many.slice(0, 10), 'float32');
  await using search = exactSearch(stored, { workers: 0, heldBytes: 0 });
  const given = AbortSignal.abort(new Error('given up'));
  const [query = new Float32Array()] = queries;
  await expect(search.search(query, 1, given)).rejects.toThrow('given up');
  expect(await search.search(query, 1, never)).toHaveLength(1);
});

it.each([0, 2])('says with %d threads that vectors are cut short', async (workers) => {
  await using folder = await temporaryFolder();
  const stored = await storeVectors(folder.path, many.slice(0, 10), 'float32');
  await using search = exactSearch({ ...stored, count: 11 }, { workers, heldBytes: 0 });
  const [query = new Float32Array()] = queries;
  await expect(search.search(query, 1, never)).rejects.toMatchObject({ code: 'bad-file' });
});

it('says so when it is closed while it searches', async () => {
  await using folder = await temporaryFolder();
  const search = exactSearch(await storeVectors(folder.path, many, 'float32'), { workers: 2, heldBytes: 0 });
  const searching = search.search(queries[0] ?? new Float32Array(), 1, never);
  searching.catch(() => undefined);
  await search[Symbol.asyncDispose]();
  await expect(searching).rejects.toThrow('has ended');
});
