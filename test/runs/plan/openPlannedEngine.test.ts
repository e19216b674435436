import { expect, it } from 'vitest';
import type { Corpus, Dataset } from '../../../src/ports/dataset.ts';
import { pushCorpus } from '../../../src/retrieval/engines/pushCorpus.ts';
import { openPlannedEngine } from '../../../src/runs/plan/openPlannedEngine.ts';
import { corpusOf, passagesOf } from '../../retrieval/corpusOf.ts';
import { memoryEngine } from '../../retrieval/engines/memoryEngine.ts';
import { never } from '../../retrieval/never.ts';

const pushed = corpusOf(passagesOf('a', 'b'), 'pushed');

async function opened(corpus: Corpus | undefined) {
  const engine = memoryEngine();
  await pushCorpus(engine, pushed, { signal: never });
  const dataset: Dataset = {
    name: 'made',
    split: 'dev',
    purpose: 'unknown',
    nativeScorers: [],
    files: [],
    async *questions() {},
    ...(corpus !== undefined && { corpus }),
  };
  const planned = {
    kind: 'engine',
    id: 'mine',
    engine,
    corpus: 'native',
    roles: {},
    backends: {},
  } as const;
  const retriever = await openPlannedEngine(planned, { id: 'made', dataset }, { signal: never }).catch(
    (error: unknown) => error,
  );
  return { retriever, engine };
}

it('opens an engine that holds the passages of the dataset, whatever they are called', async () => {
  const { retriever } = await opened(corpusOf(passagesOf('a', 'b'), 'other name'));
  expect(retriever).toMatchObject({ fingerprint: { corpus: 'pushed', passages: 2 } });
});

it('opens one where the dataset brings no passages to hold against it', async () => {
  expect((await opened(undefined)).retriever).toMatchObject({ fingerprint: { engine: 'memory' } });
});

it('refuses one that holds other passages, and closes it', async () => {
  const { retriever, engine } = await opened(corpusOf(passagesOf('a', 'c'), 'pushed'));
  expect(retriever).toMatchObject({
    code: 'mismatch',
    message: expect.stringMatching(
      /"mine" holds other passages than the dataset made: 2 of "pushed" with the sha256 [0-9a-f]{64}/,
    ),
  });
  // Pushing closed it once.
  expect(engine.closed).toBe(2);
});
