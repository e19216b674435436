import type { Outside } from './boundaryFeatures.ts';
import { addFeature, type FeatureList } from './featureList.ts';
import { mix } from './mix.ts';
import type { QuestionView } from './readQuestion.ts';
import type { PlacedSentence } from './readPassages.ts';
import { shape } from './shapeOf.ts';

/** A span of a sentence: padded places of its first and last token, hashes of its shapes and groups, tokens that match the question or the title. */
export interface Span {
  first: number;
  last: number;
  shapes: number;
  groups: number;
  matched: number;
  titled: number;
}

/** Features of a span as a whole. */
export function addSpanFeatures(
  list: FeatureList,
  { view, titleLength }: PlacedSentence,
  question: QuestionView,
  span: Span,
  left: Outside,
  right: Outside,
): void {
  const { kind, kindAndGroup, kindAndWord } = question;
  const { first, last } = span;
  const size = last - first + 1;
  const steps = size < 8 ? size : size < 11 ? 8 : size < 14 ? 9 : 10;
  const pattern = size < 7 ? span.shapes : mix(mix(size, view.shape[first] ?? 0), view.shape[last] ?? 0);
  const before = view.shape[first - 1] ?? 0;
  const after = view.shape[last + 1] ?? 0;
  addFeature(list, 301, steps);
  addFeature(list, 302, kind, steps);
  addFeature(list, 303, kindAndGroup, steps);
  addFeature(list, 304, kindAndWord, steps);
  addFeature(list, 305, pattern);
  addFeature(list, 306, kind, pattern);
  addFeature(list, 307, kindAndGroup, pattern);
  addFeature(list, 308, before, pattern, after);
  addFeature(list, 309, mix(kind, before), pattern, after);
  const firstGroup = view.group[first] ?? 0;
  const lastGroup = view.group[last] ?? 0;
  const beforeGroup = view.group[first - 1] ?? 0;
  const afterGroup = view.group[last + 1] ?? 0;
  addFeature(list, 310, firstGroup, lastGroup, steps);
  addFeature(list, 311, kind, firstGroup, lastGroup);
  addFeature(list, 312, beforeGroup, afterGroup, steps);
  addFeature(list, 313, kind, beforeGroup, afterGroup);
  addFeature(list, 314, view.word[first - 1] ?? 0, view.word[last + 1] ?? 0);
  if (size < 5) {
    addFeature(list, 315, span.groups);
    addFeature(list, 316, kind, span.groups);
    addFeature(list, 317, kindAndGroup, span.groups);
    addFeature(list, 318, beforeGroup, span.groups, afterGroup);
  }
  // Runs of capitals are wanted whole, quotations and brackets too.
  const cutsRun =
    (isName(view.shape[first]) && isName(before) ? 1 : 0) +
    (isName(view.shape[last]) && isName(after) ? 2 : 0);
  const enclosed =
    before === after && before === shape.quote
      ? 1
      : before === shape.open && after === shape.close
        ? 2
        : before === shape.comma && after === shape.comma
          ? 3
          : 0;
  addFeature(list, 320, cutsRun, enclosed);
  addFeature(list, 321, kind, cutsRun, enclosed);
  addFeature(list, 322, kindAndGroup, cutsRun, enclosed);
  // What the question says already is seldom its answer.
  const repeated = span.matched === 0 ? 0 : span.matched === size ? 3 : span.matched * 2 < size ? 1 : 2;
  addFeature(list, 325, repeated, Math.min(size, 4));
  addFeature(list, 326, kind, repeated);
  addFeature(list, 327, kindAndGroup, repeated);
  const titled = span.titled === 0 ? 0 : span.titled < size ? 1 : span.titled < titleLength ? 2 : 3;
  addFeature(list, 328, titled, repeated);
  addFeature(list, 329, kind, titled, repeated);
  addFeature(list, 319, kindAndGroup, titled);
  // Matches on both sides.
  addFeature(list, 330, left.distance, right.distance);
  addFeature(list, 331, kind, left.distance, right.distance);
  addFeature(list, 332, left.mass + right.mass);
  addFeature(list, 333, kind, left.mass + right.mass);
  addFeature(list, 334, left.mass, right.mass);
  addFeature(list, 335, mix(left.distance, beforeGroup), mix(right.distance, afterGroup));
}

function isName(form: number | undefined): boolean {
  return (
    form === shape.capital || form === shape.allCaps || form === shape.initial || form === shape.mixedCase
  );
}
