import { expect, it } from 'vitest';

import { findRetriever, retrieverNames } from '../../src/retrieval/findRetriever.ts';

it('finds each retriever that it lists under its own name', async () => {
  expect(await retrieverNames()).toContain('bm25');
  for (const name of await retrieverNames()) expect((await findRetriever(name)).name).toBe(name);
});

it.each(['bm52', '../retrievers/bm25'])('refuses %s and says what was probably meant', async (name) => {
  await expect(findRetriever(name)).rejects.toMatchObject({ code: 'unknown-name', input: name });
});
