import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openDataset } from '../../src/datasets/open/openDataset.ts';
import { RagstoneError } from '../../src/errors.ts';
import type { ScoreInput } from '../../src/ports/scorer.ts';
import { buildIndex } from '../../src/retrieval/indexes/buildIndex.ts';
import { openIndex } from '../../src/retrieval/indexes/openIndex.ts';
import { bm25 } from '../../src/retrieval/retrievers/bm25.ts';
import { findScorer } from '../../src/scoring/findScorer.ts';

/** What to search with which questions. */
export interface RecallSpec {
  /** The dataset whose layout the questions have. */
  readonly use: string;
  readonly questions: string;
  readonly corpus: string;
  /** Settings of the retriever `bm25`. */
  readonly settings?: unknown;
  /** Scorers of the list `first`. */
  readonly scorers: readonly string[];
}

/** Searches once for each question (its own wording, top 20) and gives the mean of each scorer where it applies. */
export async function measureRecall(
  spec: RecallSpec,
): Promise<{ readonly questions: number; readonly means: readonly number[] }> {
  const { signal } = new AbortController();
  const settings = bm25.settings.parse(spec.settings ?? {});
  const { dataset } = await openDataset(
    { use: spec.use, file: spec.questions, corpus: spec.corpus },
    signal,
    { environment: {} },
  );
  if (dataset.corpus === undefined) throw new RagstoneError('missing-data', 'There is no corpus.');
  const scorers = await Promise.all(spec.scorers.map((name) => findScorer(name)));
  const folder = await mkdtemp(path.join(tmpdir(), 'ragstone-recall-'));
  try {
    await buildIndex(bm25, dataset.corpus, settings, path.join(folder, 'index'), { signal });
    await using opened = await openIndex(bm25, path.join(folder, 'index'), settings, {});
    const sums = scorers.map(() => ({ sum: 0, count: 0 }));
    let questions = 0;
    for await (const { asked, gold } of dataset.questions(signal)) {
      const found = await opened.retriever.search(asked.text, 20, signal);
      const lists = { first: found, evidence: found, shown: found };
      const input: ScoreInput = { asked, gold, answer: { text: '' }, lists };
      for (const [at, scorer] of scorers.entries()) {
        const score = scorer.score(input);
        const total = sums[at];
        if (typeof score !== 'number' || total === undefined) continue;
        total.sum += score;
        total.count++;
      }
      questions++;
    }
    return { questions, means: sums.map(({ sum, count }) => sum / count) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
