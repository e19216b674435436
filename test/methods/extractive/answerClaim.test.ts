import { describe, expect, test } from 'vitest';
import { answerClaim } from '../../../src/methods/extractive/answerClaim.ts';
import { emptyLexicon } from './emptyLexicon.ts';

const model = { lexicon: emptyLexicon, weights: new Float32Array(16) };
const passages = [{ id: '1', title: 'Rome', text: 'Rome was founded by Romulus. It burned.' }];

describe('answerClaim', () => {
  test('takes for true what a sentence says', () => {
    expect(answerClaim('Romulus founded Rome.', passages, model)).toEqual({ text: 'true', confidence: 1 });
  });

  test('takes for false what no sentence says', () => {
    expect(answerClaim('Paris was founded by Caesar.', passages, model).text).toBe('false');
  });

  test('takes for false what it has nothing to read about', () => {
    expect(answerClaim('Romulus founded Rome.', [], model)).toEqual({ text: 'false', confidence: 0 });
  });
});
