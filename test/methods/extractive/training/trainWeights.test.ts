import { describe, expect, test } from 'vitest';
import type { Example } from '../../../../training/extractive/example.ts';
import { holdOut } from '../../../../training/extractive/holdOut.ts';
import { trainWeights } from '../../../../training/extractive/trainWeights.ts';
import { withDistractors } from '../../../../training/extractive/withDistractors.ts';
import { keyedRandom } from '../../../../src/statistics/keyedRandom.ts';
import { emptyLexicon } from '../emptyLexicon.ts';

const examples = Array.from({ length: 200 }, (_, at): Example => {
  const text = `Item${at} costs ${at} coins, they say.`;
  const passages = [{ id: `${at}`, title: `Item${at}`, text }];
  return {
    id: `${at}`,
    dataset: 'made',
    question: `What does Item${at} cost?`,
    answers: [`${at} coins`],
    passages,
  };
});

const quiet = { limit: 40, say: () => {}, bits: 12, keep: 400 };

describe('trainWeights', () => {
  test('gives the same weights for the same seed, others for another', () => {
    const train = (seed: number): Float32Array =>
      trainWeights(examples.slice(20), examples.slice(0, 20), emptyLexicon, { ...quiet, seed });
    const one = train(1);
    expect(train(1)).toEqual(one);
    expect(train(2)).not.toEqual(one);
  });

  test('keeps no more weights than it may, and says how well they answer', () => {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    const weights = trainWeights(examples.slice(20), examples.slice(0, 20), emptyLexicon, {
      ...quiet,
      seed: 1,
      say,
    });
    expect(weights.filter((weight) => weight !== 0).length).toBeLessThanOrEqual(400);
    expect(said.at(-1)).toMatch(/held out: EM \d+\.\d\d/);
  });
});

describe('holdOut', () => {
  test('parts passages, not questions', () => {
    const twice = [...examples, ...examples.map((example) => ({ ...example, id: `again-${example.id}` }))];
    const { train, held } = holdOut(twice);
    const texts = new Set(held.map(({ passages }) => passages[0]?.text));
    expect(held.length).toBeGreaterThan(0);
    expect(train.length + held.length).toBe(twice.length);
    expect(train.filter(({ passages }) => texts.has(passages[0]?.text))).toEqual([]);
  });
});

describe('withDistractors', () => {
  const drawn = Array.from({ length: 100 }, (_, at) => withDistractors(examples, 7, keyedRandom(at, 'test')));

  test('keeps the passage of the example', () => {
    for (const example of drawn) expect(example?.passages.map(({ id }) => id)).toContain('7');
  });

  test('leaves about half alone and gives the others up to five more', () => {
    const sizes = drawn.map((example) => example?.passages.length ?? 0);
    const alone = sizes.filter((size) => size === 1).length;
    expect(alone).toBeGreaterThan(30);
    expect(alone).toBeLessThan(70);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6);
  });
});
