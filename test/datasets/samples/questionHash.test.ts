import { describe, expect, it } from 'vitest';

import { questionHash } from '../../../src/datasets/samples/questionHash.ts';
import type { Question } from '../../../src/ports/question.ts';

const question: Question = {
  id: 'a',
  asked: { text: 'q', task: 'open' },
  gold: { answers: [['x']] },
  slices: { type: 'bridge', level: 'hard' },
};

function hashOf(...questions: readonly Question[]): string {
  const hash = questionHash();
  for (const one of questions) hash.add(one);
  return hash.digest();
}

describe('the hash of questions', () => {
  it('is SHA-256 of canonical JSON, one record a line', () => {
    // printf '{"asked":{"task":"open","text":"q"},"gold":{"answers":[["x"]]},"id":"a","slices":{"level":"hard","type":"bridge"}}\n' | sha256sum
    expect(hashOf(question)).toBe('ddf6d157d6ad7995576754b52b15b667ca875050959f376c122e83eb6ef6d512');
  });

  it('does not depend on the order of keys', () => {
    expect(hashOf({ ...question, slices: { level: 'hard', type: 'bridge' } })).toBe(hashOf(question));
  });

  it('depends on everything else: content, order, and where records end', () => {
    const other = { ...question, id: 'b' };
    const hashes = [
      hashOf(),
      hashOf(question),
      hashOf(other),
      hashOf(question, other),
      hashOf(other, question),
      hashOf({ ...question, rewordings: ['p'] }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
