import { z } from 'zod';
import { openCorpus } from '../../datasets/open/openCorpus.ts';
import { RagstoneError } from '../../errors.ts';
import { remembered } from '../../io/remembered.ts';
import type { Corpus } from '../../ports/dataset.ts';
import type { Retriever } from '../../ports/retriever.ts';
import { describeCorpus } from '../../retrieval/engines/describeCorpus.ts';
import { openEngine } from '../../retrieval/engines/openEngine.ts';
import type { SearchedDataset } from './openRetrieverIndex.ts';
import type { PlannedEngine } from './resolveRetrievers.ts';

/**
 * Opens an engine and checks that it holds the passages of a dataset, or of the corpus that the experiment names, where
 * these are at hand. They are read once for that; the sha256 of files that did not change is remembered.
 * @throws RagstoneError `mismatch` when it holds others, and what `openEngine` throws
 */
export async function openPlannedEngine(
  { id, engine, corpus: location }: PlannedEngine,
  { id: dataset, dataset: { corpus: native } }: SearchedDataset,
  { signal }: { readonly signal: AbortSignal },
): Promise<Retriever> {
  const retriever = await openEngine(engine, signal);
  try {
    const corpus = location === 'native' ? native : await openCorpus(location, signal);
    if (corpus !== undefined) {
      const whose = location === 'native' ? `the dataset ${dataset}` : location;
      await refuseOtherPassages(id, retriever, corpus, whose, signal);
    }
    return retriever;
  } catch (error) {
    await retriever[Symbol.asyncDispose]();
    throw error;
  }
}

async function refuseOtherPassages(
  id: string,
  { fingerprint: held }: Retriever,
  corpus: Corpus,
  whose: string,
  signal: AbortSignal,
): Promise<void> {
  const files = corpus.files.map(({ path }) => path);
  const sha256 = await remembered(
    `sha256 of the passages of ${corpus.name}`,
    files,
    z.string(),
    async () => (await describeCorpus(corpus, signal)).sha256,
  );
  if (held['sha256'] === sha256) return;
  throw new RagstoneError(
    'mismatch',
    `The engine of the retriever "${id}" holds other passages than ${whose}: ${held['passages']} of "${held['corpus']}" with ` +
      `the sha256 ${held['sha256']}, not "${corpus.name}" with ${sha256}. Push this corpus to an engine of its own, or name ` +
      'with "corpus:" the one that this engine holds.',
    { input: held['sha256'] },
  );
}
