import { addFeature, type FeatureList } from './featureList.ts';
import { mix } from './mix.ts';
import type { QuestionView } from './readQuestion.ts';
import type { SentenceView } from './readSentence.ts';

/** What of the question stands outside a boundary, looking away from the span. */
export interface Outside {
  /** Tokens to the nearest match in steps: 0 = none within reach, 1 = next to the span, to 7. */
  readonly distance: number;
  /** Number of the nearest matched word of the question, from 1; 0 = none. */
  readonly nearest: number;
  /** Worth of the matches, the farther the less, in steps from 0 to 9. */
  readonly mass: number;
}

const reach = 14;

/** Looks from token `at` (padded place) to the left (`step` −1) or right (1). */
export function lookOutside(view: SentenceView, question: QuestionView, at: number, step: 1 | -1): Outside {
  let nearest = 0;
  let distance = 0;
  let mass = 0;
  for (let away = 1; away <= reach; away += 1) {
    const match = view.match[at + step * away];
    if (match === undefined) break;
    if (match === 0) continue;
    mass += (view.worth[at + step * away] ?? 0) / Math.sqrt(away);
    if (nearest !== 0) continue;
    nearest = match;
    distance = away < 4 ? away : away < 6 ? 4 : away < 9 ? 5 : away < 12 ? 6 : 7;
  }
  const share = question.weight > 0 ? mass / question.weight : 0;
  return { distance, nearest, mass: Math.min(9, Math.ceil(share * 12)) };
}

/** Features of a span's first token (`step` −1) or last token (`step` 1), and of what stands outside it. */
export function addBoundaryFeatures(
  list: FeatureList,
  view: SentenceView,
  question: QuestionView,
  at: number,
  step: 1 | -1,
  outside: Outside,
): void {
  const side = step === 1 ? 100 : 200;
  const { kind, kindAndGroup, kindAndWord } = question;
  const word = view.word[at] ?? 0;
  const group = view.group[at] ?? 0;
  const form = view.shape[at] ?? 0;
  const next = view.word[at + step] ?? 0;
  const nextGroup = view.group[at + step] ?? 0;
  const nextForm = view.shape[at + step] ?? 0;
  const second = view.word[at + 2 * step] ?? 0;
  const secondGroup = view.group[at + 2 * step] ?? 0;
  const glued = (step === 1 ? view.glued[at + 1] : view.glued[at]) ?? 0;
  // What the boundary looks like, whatever is asked.
  addFeature(list, side + 1, next);
  addFeature(list, side + 2, word);
  addFeature(list, side + 3, nextGroup, group);
  addFeature(list, side + 4, next, group);
  addFeature(list, side + 5, nextGroup, word);
  addFeature(list, side + 6, nextForm, form, glued);
  addFeature(list, side + 7, next, second);
  addFeature(list, side + 8, secondGroup, nextGroup, group);
  addFeature(list, side + 9, view.group[at - step] ?? 0, group, nextGroup);
  // By the question word.
  addFeature(list, side + 10, kind, next);
  addFeature(list, side + 11, kind, word);
  addFeature(list, side + 12, kind, nextGroup, group);
  addFeature(list, side + 13, kind, nextForm, form);
  addFeature(list, side + 14, kind, next, second);
  addFeature(list, side + 15, kind, secondGroup, nextGroup);
  addFeature(list, side + 16, kind, group);
  // By what is asked for.
  addFeature(list, side + 20, kindAndGroup, next);
  addFeature(list, side + 21, kindAndGroup, nextGroup);
  addFeature(list, side + 22, kindAndGroup, group);
  addFeature(list, side + 23, kindAndGroup, nextForm, form);
  addFeature(list, side + 24, kindAndGroup, word);
  addFeature(list, side + 30, kindAndWord, next);
  addFeature(list, side + 31, kindAndWord, nextGroup);
  addFeature(list, side + 32, kindAndWord, group);
  addFeature(list, side + 33, kindAndWord, form);
  addFeature(list, side + 34, kindAndWord, word);
  // Matches outside.
  const nearest = question.sought[outside.nearest - 1];
  const place = nearest === undefined ? 9 : nearest.place;
  const matchGroup = nearest === undefined ? 999 : nearest.group;
  addFeature(list, side + 40, outside.distance, place);
  addFeature(list, side + 41, kind, outside.distance, place);
  addFeature(list, side + 42, outside.distance, matchGroup);
  addFeature(list, side + 43, kindAndGroup, outside.distance, place);
  addFeature(list, side + 44, outside.mass);
  addFeature(list, side + 45, kind, outside.mass);
  addFeature(list, side + 46, outside.distance, nextGroup, place);
  addFeature(list, side + 47, kind, mix(outside.distance, nextGroup), matchGroup);
  addFeature(list, side + 48, kindAndWord, outside.distance, place);
  for (let index = 0; index < question.sought.length; index += 1) {
    const sought = question.sought[index];
    if (sought === undefined) continue;
    addFeature(list, side + 50, sought.stem, next);
    addFeature(list, side + 51, sought.stem, second);
    addFeature(list, side + 52, sought.stem, group);
  }
}
