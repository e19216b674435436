import { describe, expect, it } from 'vitest';

import { findScorer } from '../../src/scoring/findScorer.ts';

describe('findScorer', () => {
  it.each([
    'em/hotpot@1',
    'f1/hotpot@1',
    'sp-em/hotpot@1',
    'sp-f1/hotpot@1',
    'joint-em/hotpot@1',
    'joint-f1/hotpot@1',
    'em/squad@1',
    'f1/squad@1',
    'em/triviaqa@1',
    'f1/triviaqa@1',
    'em/flashrag@1',
    'f1/flashrag@1',
    'acc/flashrag@1',
    'match/bergen@1',
    'match/selfrag@1',
    'match/popqa@1',
    'hit@5/id/first@1',
    'recall@5/title/evidence@1',
    'all-found@10/title/first@1',
    'mrr@10/title/shown@1',
    'ndcg@10/id/first@1',
    'has-answer@20/dpr/first@1',
    'recall/title/evidence@1',
    'recall/title/turn2@1',
  ])('finds %s under its own name', async (name) => {
    const scorer = await findScorer(name);
    expect(scorer.name).toBe(name);
    expect(scorer.source).not.toBe('');
  });

  it('tells what a scorer needs and whether it is 0 or 1', async () => {
    expect(await findScorer('joint-em/hotpot@1')).toMatchObject({
      needs: ['answer', 'facts'],
      values: 'binary',
    });
    expect(await findScorer('recall@5/id/shown@1')).toMatchObject({ needs: ['evidence'], values: 'unit' });
  });

  it.each([
    ['em/hotpt@1', 'em/hotpot@1'],
    ['em/hotpot', 'em/hotpot@1'],
    ['em/hotpot@2', 'em/hotpot@1'],
    ['EM/SQuAD@1', 'em/squad@1'],
    ['recal@7/title/evidence@1', 'recall@7/title/evidence@1'],
    ['recall@5/title@1', 'recall@5/title/first@1'],
    ['recall/titel/first@1', 'recall/title/first@1'],
    ['em@5/hotpot@1', 'em/hotpot@1'],
  ])('refuses %s and suggests %s', async (name, nearest) => {
    await expect(findScorer(name)).rejects.toMatchObject({ code: 'unknown-name', input: name });
    await expect(findScorer(name)).rejects.toThrow(`Did you mean "${nearest}"?`);
  });

  it.each(['../../etc/passwd', '', 'answers/hotpot.ts', '__proto__/constructor@1'])(
    'refuses %j and says how names look',
    async (name) => {
      await expect(findScorer(name)).rejects.toThrow(/such as em\/hotpot@1/);
    },
  );
});

describe('a measure by turn', () => {
  const ranked = (id: string) => ({ passage: { id, title: id, text: id }, score: 1 });
  const input = (turns?: readonly (readonly string[])[]) => ({
    asked: { text: 'Who?', task: 'open' as const },
    gold: { answers: [['x']], titles: ['a', 'b'] },
    answer: { text: 'x' },
    lists: {
      first: [],
      evidence: [],
      shown: [],
      ...(turns !== undefined && { turns: turns.map((ids) => ids.map(ranked)) }),
    },
  });
  const recallAt = async (turn: number, turns?: readonly (readonly string[])[]) =>
    (await findScorer(`recall/title/turn${turn}@1`)).score(input(turns));

  it('counts what was held after that turn', async () => {
    const turns = [['a', 'c'], ['c'], ['b']];
    expect(await Promise.all([1, 2, 3].map((turn) => recallAt(turn, turns)))).toEqual([0.5, 0.5, 1]);
  });

  it('stays as it is after the last turn', async () => {
    expect(await recallAt(4, [['a']])).toBe(0.5);
  });

  it('does not apply to a system of one round', async () => {
    expect(await recallAt(1)).toEqual({ notApplicable: 'the system works in one round' });
  });
});
