import { addFeature, type FeatureList } from './featureList.ts';
import type { PlacedSentence } from './readPassages.ts';
import type { QuestionView } from './readQuestion.ts';

/** Words that tell what a yes/no question compares. */
const telling = 6;

/** Features of the answer `yes` (1) or `no` (0) to a question that asks for one of them. */
export function addClosedFeatures(
  list: FeatureList,
  sentences: readonly PlacedSentence[],
  question: QuestionView,
  answer: 0 | 1,
): void {
  addFeature(list, 500, answer);
  addFeature(list, 501, answer, question.kind);
  addFeature(list, 502, answer, question.opener);
  const most = Math.max(0, ...sentences.map((sentence) => sentence.withTitle));
  addFeature(list, 503, answer, Math.round(most * telling));
  const found = new Set(sentences.flatMap((sentence) => [...sentence.view.found]));
  const last = question.sought.at(-1);
  if (last !== undefined) addFeature(list, 504, answer, found.has(question.sought.length - 1) ? 1 : 0);
  const lower = question.sought.filter((sought) => !sought.capital);
  const missing = lower.filter((sought) => !found.has(question.sought.indexOf(sought))).length;
  addFeature(list, 505, answer, Math.min(missing, 3));
}
