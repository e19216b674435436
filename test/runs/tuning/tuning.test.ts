import { describe, expect, it } from 'vitest';

import type { Dataset, SplitPurpose } from '../../../src/ports/dataset.ts';
import type { Question } from '../../../src/ports/question.ts';
import type { Retriever } from '../../../src/ports/retriever.ts';
import { rerank } from '../../../src/retrieval/retrievers/rerank.ts';
import { rrf } from '../../../src/retrieval/retrievers/rrf.ts';
import { weighted } from '../../../src/retrieval/retrievers/weighted.ts';
import type { CombinedRetriever } from '../../../src/retrieval/retrieverDefinition.ts';
import type { PlannedCombination } from '../../../src/runs/plan/resolveRetrievers.ts';
import { refuseTestSplit } from '../../../src/runs/tuning/refuseTestSplit.ts';
import { tuneRetriever } from '../../../src/runs/tuning/tuneRetriever.ts';
import { tuningGrid } from '../../../src/runs/tuning/tuningGrid.ts';
import { findScorer } from '../../../src/scoring/findScorer.ts';
import { never } from '../../retrieval/never.ts';
import { part, ranking } from '../../retrieval/ranking.ts';

const planned = { id: 'x', corpus: 'native', index: undefined, roles: {}, backends: {} };

function combination(
  definition: CombinedRetriever<never>,
  settings: unknown,
  parts: number,
): PlannedCombination {
  const one = { ...planned, kind: 'index' as const, definition: {} as never, settings: {} };
  return {
    ...planned,
    kind: 'combination',
    definition,
    settings,
    parts: Array.from({ length: parts }, () => one),
  };
}

const half = combination(
  weighted as CombinedRetriever<never>,
  weighted.settings.parse({ weights: [1, 1] }),
  2,
);

describe('the grid', () => {
  it('tries all weights that add up to 1, the most even ones first', () => {
    expect(tuningGrid(half, 2).candidates).toStrictEqual([
      { weights: [0.5, 0.5] },
      { weights: [0, 1] },
      { weights: [1, 0] },
    ]);
  });

  it('tries three weights, too', () => {
    const three = tuningGrid({ ...half, parts: [...half.parts, ...half.parts.slice(1)] }, 10).candidates;
    expect(three).toHaveLength(66);
    for (const { weights } of three) {
      expect((weights as number[]).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });

  it("begins with the paper's k", () => {
    const { candidates } = tuningGrid(
      combination(rrf as CombinedRetriever<never>, rrf.settings.parse({}), 2),
      10,
    );
    expect(candidates[0]).toStrictEqual({ k: 60 });
  });

  it('refuses what has nothing to tune', () => {
    const reranked = combination(rerank as CombinedRetriever<never>, {}, 1);
    expect(() => tuningGrid(reranked, 10)).toThrow('"rerank", which has nothing to tune');
  });
});

/** Finds `z` for questions in small letters, else nothing of use; the other way round for `capitals`. */
function partFor(capitals: boolean, searched: string[]): Retriever {
  return {
    ...part([]),
    search: async (query) => {
      searched.push(query);
      return ranking((query === query.toUpperCase()) === capitals ? 'zbcdefg' : 'ghijkl');
    },
  };
}

async function* questions(...texts: readonly string[]): AsyncGenerator<Question> {
  for (const text of texts) {
    const gold = { answers: [], ...(text !== 'none' && { passages: ['z'] }) };
    yield { id: text, asked: { text, task: 'open' }, gold, slices: {} };
  }
}

async function tuned(...texts: readonly string[]) {
  const searched: string[] = [];
  const tuning = await tuneRetriever(
    half,
    [partFor(true, searched), partFor(false, searched)],
    tuningGrid(half, 10).candidates,
    { questions: questions(...texts), scorer: await findScorer('recall@1/id/first@1'), k: 1, signal: never },
  );
  return { ...tuning, searched };
}

describe('tuning', () => {
  it('chooses the weights that find most, the most even of them', async () => {
    const { chosen, tried } = await tuned('A', 'B', 'C', 'd');
    expect(chosen).toStrictEqual({ settings: { weights: [0.6, 0.4] }, mean: 0.75 });
    expect(tried.find(({ settings }) => String(settings['weights']) === '0,1')?.mean).toBe(0.25);
  });

  it('searches each question once with each part, however much is tried', async () => {
    expect((await tuned('A', 'b')).searched).toStrictEqual(['A', 'A', 'b', 'b']);
  });

  it('takes the mean over the questions that the measure applies to', async () => {
    expect(await tuned('A', 'none')).toMatchObject({ questions: 1, chosen: { mean: 1 } });
  });

  it('chooses nothing where the measure applies to nothing', async () => {
    expect(await tuned('none')).toMatchObject({ questions: 0, chosen: undefined });
  });
});

describe('splits', () => {
  const dataset = (purpose: SplitPurpose): Dataset => ({
    name: 'd',
    split: 's',
    purpose,
    nativeScorers: [],
    files: [],
    questions: () => questions(),
  });

  it('are refused where they are for testing', () => {
    expect(() => refuseTestSplit(dataset('test'))).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it.each(['train', 'tune', 'unknown'] as const)('are taken where they are %s', (purpose) => {
    expect(() => refuseTestSplit(dataset(purpose))).not.toThrow();
  });
});
