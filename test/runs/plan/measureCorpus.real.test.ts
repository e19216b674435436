import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openCorpus } from '../../../src/datasets/open/openCorpus.ts';
import { buildIndex } from '../../../src/retrieval/indexes/buildIndex.ts';
import { bm25 } from '../../../src/retrieval/retrievers/bm25.ts';
import { measureCorpus } from '../../../src/runs/plan/measureCorpus.ts';
import { realData } from '../../support/realData.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const signal = new AbortController().signal;

it.each([
  ['data/hotpotqa/hotpotqa_corpus.jsonl.gz', undefined, 'english@1'],
  ['data/nq/nq_corpus.jsonl.gz', undefined, 'english@1'],
  ['data/nq/nq_corpus.jsonl.gz', 64, 'english@1'],
  ['data/nq/nq_corpus.jsonl.gz', undefined, 'whitespace@1'],
])('the size of an index of %s (window %s, %s) is known within 30 %', async (file, windowWords, analyser) => {
  const folder = await temporaryFolder();
  vi.stubEnv('RAGSTONE_HOME', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const corpus = await openCorpus(realData(file), signal);
  const settings = bm25.settings.parse({ analyser });
  const measures = await measureCorpus(corpus, windowWords, signal);
  const estimate = await bm25.estimate?.(settings, measures, { models: {}, signal });
  const { corpus: held, files } = await buildIndex(bm25, corpus, settings, path.join(folder, 'index'), {
    signal,
    threads: 0,
    ...(windowWords !== undefined && { windowWords }),
  });
  expect(measures.passages).toBe(held.passages);
  const share = (estimate?.bytes ?? 0) / files.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(share).toBeGreaterThan(0.7);
  expect(share).toBeLessThan(1.3);
  // 3 s and 1.3 s, measured; how fast a machine is differs more than any bound on it.
  expect(estimate?.seconds).toBeGreaterThan(0.5);
  expect(estimate?.seconds).toBeLessThan(10);
});
