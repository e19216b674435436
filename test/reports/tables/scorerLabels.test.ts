import { expect, test } from 'vitest';
import { scorerLabels } from '../../../src/reports/tables/scorerLabels.ts';

test('labels are as short as they can be told apart', () => {
  const labels = scorerLabels([
    'em/hotpot@1',
    'f1/hotpot@1',
    'f1/squad@1',
    'joint-f1/hotpot@1',
    'recall@5/title/evidence@1',
    'has-answer@5/dpr/first@1',
    'match/bergen@1',
    'match/bergen@2',
    'not a name',
  ]);
  expect(Object.fromEntries(labels)).toEqual({
    'em/hotpot@1': 'EM',
    'f1/hotpot@1': 'F1 (hotpot)',
    'f1/squad@1': 'F1 (squad)',
    'joint-f1/hotpot@1': 'Joint-F1',
    'recall@5/title/evidence@1': 'Recall@5 evidence',
    'has-answer@5/dpr/first@1': 'Has-answer@5 first',
    'match/bergen@1': 'match/bergen@1',
    'match/bergen@2': 'match/bergen@2',
    'not a name': 'not a name',
  });
});
