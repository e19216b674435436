import { addBoundaryFeatures } from '../../src/methods/extractive/boundaryFeatures.ts';
import type { FeatureList } from '../../src/methods/extractive/featureList.ts';
import { addInsideFeatures } from '../../src/methods/extractive/insideFeatures.ts';
import type { PlacedSentence } from '../../src/methods/extractive/readPassages.ts';
import type { QuestionView } from '../../src/methods/extractive/readQuestion.ts';
import { margin } from '../../src/methods/extractive/readSentence.ts';
import { bestOf, forEachSpan, outlook } from '../../src/methods/extractive/scoreSpans.ts';
import { addSentenceFeatures } from '../../src/methods/extractive/sentenceFeatures.ts';
import { addSpanFeatures } from '../../src/methods/extractive/spanFeatures.ts';

/**
 * Hands each span's derivative on to what its score is the sum of: the sentence, the first token, the last token, the
 * tokens inside and the span as a whole. `step` is called once for each of them with the sum over all spans.
 * @param gradient the derivatives in the order in which `scoreSpans` scores
 */
export function spreadGradient(
  sentences: readonly PlacedSentence[],
  question: QuestionView,
  gradient: Float64Array,
  step: (value: number, fill: (features: FeatureList) => void) => void,
): void {
  const best = bestOf(sentences);
  let span = 0;
  for (const placed of sentences) {
    const { view } = placed;
    const seen = outlook(placed, question);
    const starts = new Float64Array(view.length);
    const ends = new Float64Array(view.length);
    // A span adds its derivative from its first token on and takes it back after its last.
    const inside = new Float64Array(view.length + 1);
    let sum = 0;
    forEachSpan(view, (candidate) => {
      const value = gradient[span] ?? 0;
      span += 1;
      sum += value;
      const first = candidate.first - margin;
      const last = candidate.last - margin;
      starts[first] = (starts[first] ?? 0) + value;
      ends[last] = (ends[last] ?? 0) + value;
      inside[first] = (inside[first] ?? 0) + value;
      inside[last + 1] = (inside[last + 1] ?? 0) - value;
      const left = seen.left[first];
      const right = seen.right[last];
      if (left === undefined || right === undefined) return;
      step(value, (features) => addSpanFeatures(features, placed, question, candidate, left, right));
    });
    step(sum, (features) => addSentenceFeatures(features, placed, question, best));
    let within = 0;
    for (let token = 0; token < view.length; token += 1) {
      const at = token + margin;
      const left = seen.left[token];
      const right = seen.right[token];
      within += inside[token] ?? 0;
      if (left === undefined || right === undefined) continue;
      step(starts[token] ?? 0, (features) => addBoundaryFeatures(features, view, question, at, -1, left));
      step(ends[token] ?? 0, (features) => addBoundaryFeatures(features, view, question, at, 1, right));
      step(within, (features) => addInsideFeatures(features, view, question, at));
    }
  }
}
