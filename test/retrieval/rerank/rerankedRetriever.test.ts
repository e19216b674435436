import { describe, expect, it } from 'vitest';

import { RagstoneError } from '../../../src/errors.ts';
import type { Backend } from '../../../src/ports/backend.ts';
import type { Retriever } from '../../../src/ports/retriever.ts';
import { rerank } from '../../../src/retrieval/retrievers/rerank.ts';
import { retrieverConformance } from '../../conformance/retriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';
import { never } from '../never.ts';
import { idsOf, part, ranking } from '../ranking.ts';

const letters = part(ranking('abcdef'), { retriever: 'bm25', sha256: 'aa' });

/** Finds texts that end in a letter late in the alphabet better. */
const lateLetters = scriptedBackend({ score: (_query, text) => text.charCodeAt(text.length - 1) });

function reranked(
  settings: object = {},
  of: Retriever = letters,
  reranker: Backend = lateLetters,
): Retriever {
  return rerank.combine([of], rerank.settings.parse(settings), { reranker });
}

retrieverConformance('rerank', async () => ({
  retriever: reranked({ depth: 100 }),
  query: 'any',
  async [Symbol.asyncDispose]() {},
}));

it("gives the first passages in the model's order, with its scores", async () => {
  const found = await reranked({ depth: 3 }).search('any', 2, never);
  expect(found.map(({ passage, score }) => [passage.id, score])).toStrictEqual([
    ['c', 99],
    ['b', 98],
  ]);
});

it("keeps the part's order where the model finds no difference", async () => {
  const found = await reranked({}, letters, scriptedBackend({})).search('any', 6, never);
  expect(idsOf(found)).toStrictEqual('abcdef'.split(''));
});

it.each([
  ['title-and-text', ['Oslo\nA fjord.', 'No title.']],
  ['text', ['A fjord.', 'No title.']],
] as const)('shows the model %s', async (show, expected) => {
  const seen: string[] = [];
  const passages = [
    { id: '1', title: 'Oslo', text: 'A fjord.' },
    { id: '2', title: '', text: 'No title.' },
  ];
  const of = part(passages.map((passage) => ({ passage, score: 1 })));
  const backend = scriptedBackend({ score: (query, text) => seen.push(`${query}: ${text}`) });
  await reranked({ show }, of, backend).search('q', 2, never);
  expect(seen).toStrictEqual(expected.map((text) => `q: ${text}`));
});

it('asks no model where nothing was found', async () => {
  const told: unknown[] = [];
  expect(await reranked({}, part([])).search('any', 5, never, (by) => told.push(by))).toStrictEqual([]);
  expect(told).toStrictEqual([]);
});

it('tells how the model answered', async () => {
  const told: unknown[] = [];
  await reranked().search('any', 5, never, (by) => told.push(by));
  expect(told).toStrictEqual([{ by: 'model', queuedMs: 0, ms: 1, retries: [] }]);
});

it('refuses a search for more passages than are reranked', async () => {
  await expect(reranked({ depth: 3 }).search('any', 4, never)).rejects.toMatchObject({ code: 'usage' });
});

it('says which model reranks how much of what', () => {
  expect(reranked().fingerprint).toStrictEqual({
    retriever: 'rerank',
    depth: 50,
    show: 'title-and-text',
    reranker: 'script',
    sha256: 'aa',
    'part1.retriever': 'bm25',
  });
});

describe('long passages', () => {
  const long = part([{ passage: { id: '1', title: 'Oslo', text: 'a  fjord\nin the north' }, score: 1 }]);

  it('are cut for the model alone, title apart', async () => {
    const seen: string[] = [];
    const backend = scriptedBackend({ score: (_query, text) => seen.push(text) });
    const found = await reranked({ words: 2 }, long, backend).search('q', 1, never);
    expect(seen).toStrictEqual(['Oslo\na  fjord']);
    expect(found[0]?.passage.text).toBe('a  fjord\nin the north');
  });

  it('are shown whole where they are shorter than that', async () => {
    const seen: string[] = [];
    const backend = scriptedBackend({ score: (_query, text) => seen.push(text) });
    await reranked({ words: 50 }, long, backend).search('q', 1, never);
    expect(seen).toStrictEqual(['Oslo\na  fjord\nin the north']);
  });

  it('say what to do where the model refuses them', async () => {
    const refusing = {
      ...scriptedBackend({}),
      rerank: () => Promise.reject(new RagstoneError('context-overflow', '600 tokens')),
    };
    await expect(reranked({}, long, refusing).search('q', 1, never)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('words: 300'),
    });
  });

  it('show in the fingerprint how they are cut', () => {
    expect(reranked({ words: 2 }).fingerprint).toMatchObject({ words: 2 });
  });
});
