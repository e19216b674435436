import { addClosedFeatures } from '../../src/methods/extractive/closedFeatures.ts';
import { featureList, sumWeights, type FeatureList } from '../../src/methods/extractive/featureList.ts';
import type { Lexicon } from '../../src/methods/extractive/lexicon.ts';
import { readPassages } from '../../src/methods/extractive/readPassages.ts';
import { readQuestion } from '../../src/methods/extractive/readQuestion.ts';
import { scoreAnswers } from '../../src/methods/extractive/scoreAnswers.ts';
import type { Example } from './example.ts';
import { descend, type Learner } from './learner.ts';
import { lossOf } from './lossOf.ts';
import { rightSpans } from './rightSpans.ts';
import { spreadGradient } from './spreadGradient.ts';

/** Gradients smaller than this change nothing that matters and are left out. */
const negligible = 1e-3;

/**
 * One step of AdaGrad on one example: raises the probability of the candidates that are an answer against all others.
 * @returns minus the natural log of their probability before the step; `undefined` when no candidate is right
 */
export function learnFrom(
  example: Example,
  lexicon: Lexicon,
  learner: Learner,
  rate: number,
): number | undefined {
  const question = readQuestion(example.question, lexicon);
  const sentences = readPassages(example.passages, question, lexicon);
  const candidates = scoreAnswers(sentences, question, (features) => sumWeights(features, learner.weights));
  const right = rightSpans(candidates, sentences, example.answers);
  if (right.length === 0) return undefined;
  const { loss, gradient } = lossOf(candidates.score.subarray(0, candidates.count), right);
  const list = featureList();
  const step = (value: number, fill: (features: FeatureList) => void): void => {
    if (Math.abs(value) < negligible) return;
    list.length = 0;
    fill(list);
    descend(learner, list, value, rate);
  };
  if (question.closed) {
    for (const answer of [0, 1] as const) {
      step(gradient[answer] ?? 0, (features) => addClosedFeatures(features, sentences, question, answer));
    }
  } else spreadGradient(sentences, question, gradient, step);
  return loss;
}
