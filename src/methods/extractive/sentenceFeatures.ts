import { addFeature, type FeatureList } from './featureList.ts';
import type { PlacedSentence } from './readPassages.ts';
import type { QuestionView } from './readQuestion.ts';

/** The best of what is compared among the sentences read. */
export interface Best {
  readonly overlap: number;
  readonly withTitle: number;
  readonly inPassage: number;
  /** Passages read: one is another task than many. */
  readonly passages: number;
}

/** Features of the sentence that a span stands in. */
export function addSentenceFeatures(
  list: FeatureList,
  placed: PlacedSentence,
  question: QuestionView,
  best: Best,
): void {
  const { kind } = question;
  const several = best.passages > 1 ? 1 : 0;
  const facts = [
    steps(placed.overlap, 16),
    steps(best.overlap - placed.overlap, 16),
    steps(best.withTitle - placed.withTitle, 16),
    steps(best.inPassage - placed.inPassage, 12),
    steps(placed.pairs, 6),
    steps(placed.before, 8),
    steps(placed.after, 8),
    steps(placed.title, 6),
    steps(placed.named, 10),
    Math.min(placed.sentence, 4),
    Math.min(placed.passage, 6),
    steps(Math.min(placed.view.length, 60) / 60, 8),
  ];
  for (let fact = 0; fact < facts.length; fact += 1) {
    const value = facts[fact] ?? 0;
    addFeature(list, 400 + fact, value, several);
    addFeature(list, 420 + fact, value, several, kind);
  }
  addFeature(list, 440, facts[1] ?? 0, facts[2] ?? 0, several);
  addFeature(list, 441, facts[1] ?? 0, facts[4] ?? 0, several);
  addFeature(list, 442, facts[2] ?? 0, facts[8] ?? 0, several);
  addFeature(list, 443, facts[7] ?? 0, facts[8] ?? 0, several);
  addFeature(list, 444, facts[1] ?? 0, facts[5] ?? 0, several);
  const found = new Set(placed.view.found);
  for (let index = 0; index < question.sought.length; index += 1) {
    const sought = question.sought[index];
    if (sought === undefined) continue;
    const matched = found.has(index) ? 1 : 0;
    addFeature(list, 450, sought.group, matched, several);
    addFeature(list, 451, sought.place, matched, several);
    addFeature(list, 452, kind, sought.place, matched);
    addFeature(list, 453, sought.capital ? 1 : 0, matched, Math.round(sought.weight * 8));
    addFeature(list, 454, sought.stem, matched);
  }
}

function steps(share: number, many: number): number {
  return Math.round(share * many);
}
