import { Embeddings } from '@langchain/core/embeddings';
import { describe, expect, test } from 'vitest';
import { fromLangChainEmbeddings } from '../../src/langchain/fromLangChainEmbeddings.ts';
import { describeBackend } from '../conformance/backend.ts';
import { LetterEmbeddings } from '../support/letterEmbeddings.ts';
import { never } from './documents.ts';

const identity = { model: 'letters' };
const request = { texts: ['a', 'bb'], as: 'passage', pooling: 'server', normalise: false } as const;

describeBackend('embeddings of LangChain', {
  open: async () => fromLangChainEmbeddings(new LetterEmbeddings(), identity),
});

/** Says which of its two ways was taken. */
class TwoWays extends Embeddings {
  constructor() {
    super({});
  }

  async embedQuery(): Promise<number[]> {
    return [1, 2];
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map(() => [3, 4]);
  }
}

describe('fromLangChainEmbeddings', () => {
  test('queries and passages are embedded each in their way', async () => {
    const backend = fromLangChainEmbeddings(new TwoWays(), identity);
    const passages = await backend.embed(request, never);
    const queries = await backend.embed({ ...request, as: 'query' }, never);
    expect([[...(passages.vectors[0] ?? [])], [...(queries.vectors[0] ?? [])]]).toEqual([
      [3, 4],
      [1, 2],
    ]);
  });

  test('pooling is served only where it is known to be so', async () => {
    const mean = { ...request, pooling: 'mean' } as const;
    await expect(fromLangChainEmbeddings(new TwoWays(), identity).embed(mean, never)).rejects.toMatchObject({
      code: 'unsupported',
    });
    const declared = fromLangChainEmbeddings(new TwoWays(), { ...identity, pooling: 'mean' });
    expect((await declared.embed(mean, never)).vectors).toHaveLength(2);
  });

  test.each([
    ['too few', [[1, 2]]],
    ['of several lengths', [[1, 2], [1]]],
    ['empty', [[], []]],
    [
      'not of numbers',
      [
        [1, Number.NaN],
        [1, 2],
      ],
    ],
  ])('vectors that are %s are a failure', async (_what, vectors) => {
    const odd = new TwoWays();
    odd.embedDocuments = async () => vectors;
    await expect(fromLangChainEmbeddings(odd, identity).embed(request, never)).rejects.toMatchObject({
      code: 'backend',
      input: { fault: 'malformed' },
    });
  });
});
