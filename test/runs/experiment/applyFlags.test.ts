import { describe, expect, test } from 'vitest';
import { applyFlags } from '../../../src/runs/experiment/applyFlags.ts';
import { parseExperiment } from '../../../src/runs/experiment/readExperiment.ts';

const base = parseExperiment(
  'ragstone: 1\nname: x\ndatasets: [{ use: atlas, limit: 9 }]\nsystems: [{ use: extractive }, { id: other, use: extractive }]\nreference: other\nbudget: { calls: 2 }\n',
  'e.yaml',
);

describe('applyFlags', () => {
  test('without flags nothing changes', () => {
    expect(applyFlags(base, {})).toEqual(base);
  });

  test('a dataset flag replaces the datasets and keeps the systems', () => {
    const changed = applyFlags(base, {
      dataset: ['hotpotqa=dev.json'],
      corpus: 'c.jsonl',
      sample: 50,
      sampleSeed: 7,
    });
    expect(changed.datasets).toEqual([
      { use: 'hotpotqa', file: 'dev.json', corpus: 'c.jsonl', sample: { n: 50, seed: 7 } },
    ]);
    expect(changed.systems).toEqual(base.systems);
  });

  test('a sample flag replaces the sample of the file', () => {
    expect(applyFlags(base, { ids: 'ids.txt' }).datasets).toEqual([{ use: 'atlas', ids: 'ids.txt' }]);
  });

  test('systems by name drop a reference that is not among them', () => {
    const changed = applyFlags(base, { systems: 'extractive, standard-rag' });
    expect(changed.systems.map(({ use }) => use)).toEqual(['extractive', 'standard-rag']);
    expect(changed.reference).toBeUndefined();
  });

  test('environments, scorers and budgets are lists and numbers', () => {
    const changed = applyFlags(base, {
      environments: 'original,window=64',
      score: 'native,em/squad@1',
      budgetOutputTokens: 5,
    });
    expect(changed).toMatchObject({
      environments: ['original', { window: 64 }],
      score: ['native', 'em/squad@1'],
      budget: { calls: 2, outputTokens: 5 },
    });
  });

  test('how far models are examined is short, unless it is told', () => {
    expect(base.doctor).toBe('short');
    expect(applyFlags(base, { doctor: 'full' }).doctor).toBe('full');
    expect(applyFlags(base, { doctor: false }).doctor).toBe(false);
  });

  test.each([
    [{ limit: 1, sample: 2 }, /one of --limit, --sample and --ids/],
    [{ sampleSeed: 1 }, /goes with --sample/],
    [{ environments: 'windy' }, /known are original/],
  ])('%j is refused', (flags, message) => {
    expect(() => applyFlags(base, flags)).toThrow(message);
  });
});
