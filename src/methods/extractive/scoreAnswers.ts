import { addClosedFeatures } from './closedFeatures.ts';
import { featureList, type FeatureList } from './featureList.ts';
import type { PlacedSentence } from './readPassages.ts';
import type { QuestionView } from './readQuestion.ts';
import { scoreSpans, type ScoredSpans } from './scoreSpans.ts';

/** What stands in the column `sentence` for an answer that no sentence holds. */
export const closedAnswer = { no: -1, yes: -2 } as const;

/** Scores the spans of the sentences, or yes and no where the question asks for one of them. */
export function scoreAnswers(
  sentences: readonly PlacedSentence[],
  question: QuestionView,
  weigh: (features: FeatureList) => number,
): ScoredSpans {
  if (!question.closed || sentences.length === 0) return scoreSpans(sentences, question, weigh);
  const list = featureList();
  addClosedFeatures(list, sentences, question, 0);
  const no = weigh(list);
  list.length = 0;
  addClosedFeatures(list, sentences, question, 1);
  return {
    count: 2,
    sentence: Int32Array.of(closedAnswer.no, closedAnswer.yes),
    first: new Int32Array(2),
    last: new Int32Array(2),
    score: Float64Array.of(no, weigh(list)),
  };
}
