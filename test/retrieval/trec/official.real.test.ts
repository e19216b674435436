import path from 'node:path';

import { expect, it } from 'vitest';

import { openCorpus } from '../../../src/datasets/open/openCorpus.ts';
import { buildIndex } from '../../../src/retrieval/indexes/buildIndex.ts';
import { openIndex } from '../../../src/retrieval/indexes/openIndex.ts';
import { bm25 } from '../../../src/retrieval/retrievers/bm25.ts';
import { savedFromTrec } from '../../../src/retrieval/sources/savedFromTrec.ts';
import { readTrecRun } from '../../../src/retrieval/trec/readTrecRun.ts';
import { realData } from '../../support/realData.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

it('reads a run and finds its passages in the corpus', async () => {
  const run = realData('data/official/dpr/nq-bm25-top20.trec.txt.gz');
  expect(await Array.fromAsync(readTrecRun(run, never))).toHaveLength(4000);
  await using folder = await temporaryFolder();
  const corpus = await openCorpus(realData('data/official/dpr/psgs_w100.tsv.gz'), never);
  const index = path.join(folder.path, 'index');
  const settings = bm25.settings.parse({});
  await buildIndex(bm25, corpus, settings, index, { signal: never });
  await using opened = await openIndex(bm25, index, settings, { passages: 5000 });
  const source = await savedFromTrec(run, opened.store, { signal: never });
  if (source.scope !== 'question') throw new Error('not bound to a question');
  const question = {
    id: '0',
    asked: { text: '?', task: 'open' as const },
    gold: { answers: [] },
    slices: {},
  };
  const found = await (await source.forQuestion(question))?.search('', 3, never);
  expect(found?.map(({ passage, score }) => [passage.id, score])).toStrictEqual([
    ['3851', 7.044299],
    ['4074', 5.847246],
    ['1407', 5.242068],
  ]);
});
