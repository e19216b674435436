import { addFeature, type FeatureList } from './featureList.ts';
import type { QuestionView } from './readQuestion.ts';
import type { SentenceView } from './readSentence.ts';

/** Features of one token inside a span, wherever in it. */
export function addInsideFeatures(
  list: FeatureList,
  view: SentenceView,
  question: QuestionView,
  at: number,
): void {
  const { kind, kindAndGroup, kindAndWord } = question;
  const word = view.word[at] ?? 0;
  const group = view.group[at] ?? 0;
  const form = view.shape[at] ?? 0;
  const match = view.match[at] ?? 0;
  const sought = question.sought[match - 1];
  addFeature(list, 1, word);
  addFeature(list, 2, group, form);
  addFeature(list, 3, kind, group);
  addFeature(list, 4, kind, form);
  addFeature(list, 5, kind, word);
  addFeature(list, 6, kindAndGroup, group);
  addFeature(list, 7, kindAndGroup, form);
  addFeature(list, 8, kindAndWord, group);
  addFeature(list, 9, kindAndWord, form);
  addFeature(list, 10, kindAndWord, word);
  if (sought === undefined) return;
  const worth = Math.round((view.worth[at] ?? 0) * 5);
  addFeature(list, 11, worth);
  addFeature(list, 12, kind, worth);
  addFeature(list, 13, kind, sought.place);
  addFeature(list, 14, sought.place, form);
  addFeature(list, 15, kindAndGroup, sought.place);
}
