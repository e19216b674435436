import path from 'node:path';

import { expect, it } from 'vitest';

import { buildIndex } from '../../../src/retrieval/indexes/buildIndex.ts';
import { openIndex } from '../../../src/retrieval/indexes/openIndex.ts';
import { dense } from '../../../src/retrieval/retrievers/dense.ts';
import { sharedTiny } from '../../support/gguf/openTiny.ts';
import { corpusOf, passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const tiny = sharedTiny();
const texts = ['the cat sat', 'a dog ran away', 'birds sing in the morning', 'the cat sat again'];

it.each([
  { pooling: 'last', normalise: false },
  { pooling: 'mean', normalise: true },
])('finds a passage by its own text with llama.cpp and %j', async (making) => {
  await using folder = await temporaryFolder();
  const encoder = await tiny().server.open('tiny');
  const settings = dense.settings.parse(making);
  const place = path.join(folder.path, 'index');
  await buildIndex(dense, corpusOf(passagesOf(...texts)), settings, place, {
    signal: never,
    models: { encoder },
  });
  await using index = await openIndex(dense, place, settings, {}, { encoder });
  const found = await index.retriever.search('birds sing in the morning', 4, never);
  const [vector = new Float32Array()] = (
    await encoder.embed({ texts: ['birds sing in the morning'], as: 'query', ...settings }, never)
  ).vectors;
  const own = found.find(({ passage }) => passage.id === 'p2');
  expect(own?.score).toBeCloseTo(
    vector.reduce((sum, value) => sum + value * value, 0),
    3,
  );
  if (making.normalise) expect(found[0]?.passage.id).toBe('p2');
});
