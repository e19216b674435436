import { describe, expect, test } from 'vitest';
import { findAnswer } from '../../../../src/methods/extractive/findAnswer.ts';
import type { Example } from '../../../../training/extractive/example.ts';
import { learnFrom } from '../../../../training/extractive/learnFrom.ts';
import { newLearner, prune, type Learner } from '../../../../training/extractive/learner.ts';
import { emptyLexicon } from '../emptyLexicon.ts';

const cities = ['Ulm', 'Bonn', 'Trier', 'Köln'].map((city, at): Example => {
  const text = `Person${at} was born in ${city} in the year 19${at}0 and died old.`;
  const passages = [{ id: city, title: '', text }];
  return { id: city, dataset: 'made', question: `Where was Person${at} born?`, answers: [city], passages };
});

const unseen: Example = {
  id: 'x',
  dataset: 'made',
  question: 'Where was Person9 born?',
  answers: ['Mainz'],
  passages: [{ id: 'x', title: '', text: 'Person9 was born in Mainz in the year 1990 and died old.' }],
};

function learn(rounds: number): { readonly learner: Learner; readonly losses: readonly number[] } {
  const learner = newLearner(14);
  const losses: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let sum = 0;
    for (const example of cities) sum += learnFrom(example, emptyLexicon, learner, 0.1) ?? NaN;
    losses.push(sum);
  }
  return { learner, losses };
}

describe('learnFrom', () => {
  test('raises the likelihood of the answers', () => {
    const { losses } = learn(4);
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    expect(losses[3]).toBeLessThan((losses[0] ?? 0) / 4);
  });

  test('picks the obvious span of a sentence that it has not seen', () => {
    const { learner } = learn(6);
    const model = { lexicon: emptyLexicon, weights: learner.weights };
    expect(findAnswer(unseen.question, unseen.passages, model).text).toBe('Mainz');
  });

  test('starts from equal probabilities', () => {
    const [example] = cities;
    if (example === undefined) return;
    const words = { ...example, passages: [{ id: '1', title: '', text: 'Ulm. Bonn.' }] };
    expect(learnFrom(words, emptyLexicon, newLearner(14), 0.1)).toBeCloseTo(Math.log(2), 6);
  });

  test('learns nothing where no span is right', () => {
    const learner = newLearner(10);
    expect(learnFrom({ ...unseen, answers: ['Rome'] }, emptyLexicon, learner, 0.1)).toBeUndefined();
    expect(learner.weights.every((weight) => weight === 0)).toBe(true);
  });

  test('learns yes and no', () => {
    const learner = newLearner(14);
    const closed = { ...unseen, question: 'Was Person9 born in Mainz?', answers: ['yes'] };
    for (let step = 0; step < 20; step += 1) learnFrom(closed, emptyLexicon, learner, 0.1);
    const { text, confidence } = findAnswer(closed.question, closed.passages, {
      lexicon: emptyLexicon,
      weights: learner.weights,
    });
    expect(text).toBe('yes');
    expect(confidence).toBeGreaterThan(0.6);
  });
});

describe('prune', () => {
  test('keeps the largest weights and never lets the others grow again', () => {
    const { learner } = learn(3);
    const before = learner.weights.slice();
    prune(learner, 50);
    const kept = learner.weights.filter((weight) => weight !== 0);
    expect(kept.length).toBe(50);
    expect(Math.min(...kept.map(Math.abs))).toBeGreaterThanOrEqual(
      before.map(Math.abs).sort().at(-51) ?? Infinity,
    );
    for (const example of cities) learnFrom(example, emptyLexicon, learner, 0.1);
    expect(learner.weights.filter((weight) => weight !== 0).length).toBeLessThanOrEqual(50);
  });
});
