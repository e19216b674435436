import type { Ranked } from '../../ports/passage.ts';
import type { Retriever } from '../../ports/retriever.ts';
import { termsOf } from '../analysers/termsOf.ts';
import type { Bm25Index } from './bm25Index.ts';
import type { Bm25Parameters } from './bm25Settings.ts';
import { corpusCounts, lengthNorms, normOfLength } from './lengthNorms.ts';
import { bm25Ranker } from './rankPassages.ts';

/**
 * Searches an index with these parameters. Only passages that hold a term of the query are found; equal scores stand
 * in the order of the corpus. Several retrievers may share an index: it stays open when one is disposed.
 */
export function bm25Retriever(index: Bm25Index, parameters: Bm25Parameters): Retriever {
  const counts = corpusCounts(index.postings.lengths);
  const normOf = normOfLength(parameters, counts);
  const ranker = bm25Ranker(index.postings, lengthNorms(index.postings.lengths, normOf), counts, normOf);
  const { k1, b, lengths } = parameters;
  const { analyser, titleWeight } = index;
  return {
    fingerprint: {
      retriever: 'bm25',
      ...index.fingerprint,
      analyser: analyser.name,
      titleWeight,
      k1,
      b,
      lengths,
    },
    async search(query, k, signal) {
      signal.throwIfAborted();
      const hits = ranker.rank(termsOf(analyser, query), k);
      const passages = await index.passagesAt(hits.map(({ position }) => position));
      return passages.map((passage, rank): Ranked => ({ passage, score: hits[rank]?.score ?? 0 }));
    },
    async [Symbol.asyncDispose]() {},
  };
}
