import { describe, expect, test } from 'vitest';
import { keyedRandom } from '../../../../src/statistics/keyedRandom.ts';
import { clusterWords } from '../../../../training/extractive/clusterWords.ts';

// Sentences of three words: one of 0 to 4, one of 5 to 9, one of 10 to 14.
const random = keyedRandom(1, 'sentences');
const text = Int32Array.from(
  Array.from({ length: 400 }, () => [...[0, 5, 10].map((first) => first + random.below(5)), -1]).flat(),
);

/** The log-likelihood of the text under a class bigram model, up to what does not depend on the classes. */
function likelihood(classOf: readonly number[]): number {
  const pairs = new Map<string, number>();
  const lefts = new Map<number, number>();
  const rights = new Map<number, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const [word = -1, next = -1] = text.subarray(at, at + 2);
    if (word < 0 || next < 0) continue;
    const [left = 0, right = 0] = [classOf[word], classOf[next]];
    pairs.set(`${left} ${right}`, (pairs.get(`${left} ${right}`) ?? 0) + 1);
    lefts.set(left, (lefts.get(left) ?? 0) + 1);
    rights.set(right, (rights.get(right) ?? 0) + 1);
  }
  const sum = (counts: Iterable<number>): number =>
    [...counts].reduce((total, count) => total + count * Math.log(count), 0);
  return sum(pairs.values()) - sum(lefts.values()) - sum(rights.values());
}

describe('clusterWords', () => {
  test('makes the text more likely than classes dealt out in turn', () => {
    const dealt = Array.from({ length: 15 }, (_, word) => word % 4);
    const classes = Array.from(clusterWords(text, 15, 4, 20));
    expect(likelihood(classes)).toBeGreaterThan(likelihood(dealt) + 100);
  });

  test('gives the same classes every time', () => {
    expect(clusterWords(text, 15, 4, 5)).toEqual(clusterWords(text, 15, 4, 5));
  });
});
