import { findAnalyser } from '../analysers/findAnalyser.ts';
import { estimateBm25 } from '../bm25/estimateBm25.ts';
import { bm25Retriever } from '../bm25/bm25Retriever.ts';
import { type Bm25Settings, bm25Settings } from '../bm25/bm25Settings.ts';
import { openPostings } from '../bm25/openPostings.ts';
import { writeBm25Files } from '../bm25/writeBm25Files.ts';
import { corpusFingerprint } from '../indexes/corpusFingerprint.ts';
import type { RetrieverDefinition } from '../retrieverDefinition.ts';
import { openPassageStore } from '../store/openPassageStore.ts';

/** Exact BM25 over words, as Lucene scores it. */
export const bm25: RetrieverDefinition<Bm25Settings> = {
  name: 'bm25',
  summary: 'exact BM25 as Lucene scores it, over title and text',
  settings: bm25Settings,
  baked: ({ analyser, titleWeight }) => ({ analyser, titleWeight }),
  async write(corpus, settings, folder, options) {
    await findAnalyser(settings.analyser);
    return writeBm25Files(corpus, settings, folder, options);
  },
  estimate: async (_settings, corpus) => estimateBm25(corpus),
  async open(folder, { analyser, titleWeight, ...parameters }, manifest) {
    const postings = await openPostings(folder, manifest);
    const store = await openPassageStore(folder);
    const index = {
      fingerprint: corpusFingerprint(manifest),
      analyser: await findAnalyser(analyser),
      titleWeight,
      postings,
      passagesAt: (positions: readonly number[]) => store.passagesAt(positions),
    };
    return { retriever: bm25Retriever(index, parameters), store };
  },
};
