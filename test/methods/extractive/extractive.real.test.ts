import { describe, expect, test } from 'vitest';
import { modelOf } from '../../../src/methods/extractive/model.ts';
import weights from '../../../src/methods/extractive/weights.json' with { type: 'json' };
import { hotpotGold, squadDev } from '../../../training/extractive/evaluationSets.ts';
import { predict } from '../../../training/extractive/predict.ts';
import { realData } from '../../support/realData.ts';

const model = modelOf(weights);
const data = realData('data');

describe('the trained reader', () => {
  // `training/extractive/evaluate.ts` asks all of them.
  test('answers a quarter of SQuAD v1.1 dev with EM and F1 above the published logistic regression (40 and 51)', () => {
    const quarter = squadDev(data).filter((_, n) => n % 4 === 0);
    const { questions, em, f1 } = predict(quarter, model);
    expect(questions).toBe(2643);
    expect(em).toBeGreaterThan(40.2);
    expect(f1).toBeGreaterThan(51);
  });

  test('answers the 500 HotpotQA questions over their gold paragraphs with F1 above 27', () => {
    const { questions, f1 } = predict(hotpotGold(data), model);
    expect(questions).toBe(500);
    expect(f1).toBeGreaterThan(27);
  });
});
