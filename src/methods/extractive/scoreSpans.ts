import { addBoundaryFeatures, lookOutside, type Outside } from './boundaryFeatures.ts';
import { featureList, type FeatureList } from './featureList.ts';
import { addInsideFeatures } from './insideFeatures.ts';
import { mix } from './mix.ts';
import type { PlacedSentence } from './readPassages.ts';
import type { QuestionView } from './readQuestion.ts';
import { margin, type SentenceView } from './readSentence.ts';
import { addSentenceFeatures, type Best } from './sentenceFeatures.ts';
import { shape } from './shapeOf.ts';
import { addSpanFeatures, type Span } from './spanFeatures.ts';

/** The spans of some sentences with their scores, as columns. */
export interface ScoredSpans {
  readonly count: number;
  /** Index of the sentence in the list that was scored. */
  readonly sentence: Int32Array;
  /** Padded places of the first and last token. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly score: Float64Array;
}

/** What is looked at once for each sentence and used by all its spans. */
export interface SentenceOutlook {
  readonly left: readonly Outside[];
  readonly right: readonly Outside[];
}

export const longestSpan = 16;

export function bestOf(sentences: readonly PlacedSentence[]): Best {
  return {
    overlap: Math.max(0, ...sentences.map((sentence) => sentence.overlap)),
    withTitle: Math.max(0, ...sentences.map((sentence) => sentence.withTitle)),
    inPassage: Math.max(0, ...sentences.map((sentence) => sentence.inPassage)),
    passages: new Set(sentences.map((sentence) => sentence.passage)).size,
  };
}

export function outlook(placed: PlacedSentence, question: QuestionView): SentenceOutlook {
  const places = Array.from({ length: placed.view.length }, (_, token) => token + margin);
  return {
    left: places.map((at) => lookOutside(placed.view, question, at, -1)),
    right: places.map((at) => lookOutside(placed.view, question, at, 1)),
  };
}

/** Scores every span that may be an answer. */
export function scoreSpans(
  sentences: readonly PlacedSentence[],
  question: QuestionView,
  weigh: (features: FeatureList) => number,
): ScoredSpans {
  const room = sentences.reduce((sum, { view }) => sum + view.length * Math.min(view.length, longestSpan), 0);
  const spans = {
    sentence: new Int32Array(room),
    first: new Int32Array(room),
    last: new Int32Array(room),
    score: new Float64Array(room),
  };
  let count = 0;
  const list = featureList();
  const best = bestOf(sentences);
  for (const [index, placed] of sentences.entries()) {
    const { view } = placed;
    const seen = outlook(placed, question);
    const score = (fill: (features: FeatureList) => void): number => {
      list.length = 0;
      fill(list);
      return weigh(list);
    };
    const base = score((features) => addSentenceFeatures(features, placed, question, best));
    const starts = new Float64Array(view.length);
    const ends = new Float64Array(view.length);
    const inside = new Float64Array(view.length + 1);
    for (let token = 0; token < view.length; token += 1) {
      const at = token + margin;
      const left = seen.left[token];
      const right = seen.right[token];
      if (left === undefined || right === undefined) continue;
      if (mayStart(view.shape[at])) {
        starts[token] = score((features) => addBoundaryFeatures(features, view, question, at, -1, left));
      }
      if (mayEnd(view.shape[at])) {
        ends[token] = score((features) => addBoundaryFeatures(features, view, question, at, 1, right));
      }
      inside[token + 1] =
        (inside[token] ?? 0) + score((features) => addInsideFeatures(features, view, question, at));
    }
    forEachSpan(view, (span) => {
      const left = seen.left[span.first - margin];
      const right = seen.right[span.last - margin];
      if (left === undefined || right === undefined) return;
      list.length = 0;
      addSpanFeatures(list, placed, question, span, left, right);
      spans.sentence[count] = index;
      spans.first[count] = span.first;
      spans.last[count] = span.last;
      spans.score[count] =
        base +
        (starts[span.first - margin] ?? 0) +
        (ends[span.last - margin] ?? 0) +
        (inside[span.last - margin + 1] ?? 0) -
        (inside[span.first - margin] ?? 0) +
        weigh(list);
      count += 1;
    });
  }
  return { count, ...spans };
}

/** Visits the spans of a sentence that may be an answer; the span object is used again. */
export function forEachSpan(view: SentenceView, visit: (span: Span) => void): void {
  const span = { first: 0, last: 0, shapes: 0, groups: 0, matched: 0, titled: 0 };
  const stop = view.length + margin;
  for (let first = margin; first < stop; first += 1) {
    if (!mayStart(view.shape[first])) continue;
    span.first = first;
    span.shapes = 0;
    span.groups = 0;
    span.matched = 0;
    span.titled = 0;
    const end = Math.min(stop, first + longestSpan);
    for (let last = first; last < end; last += 1) {
      span.shapes = mix(span.shapes, view.shape[last] ?? 0);
      span.groups = mix(span.groups, view.group[last] ?? 0);
      if (view.match[last] !== 0) span.matched += 1;
      span.titled += view.titled[last] ?? 0;
      if (!mayEnd(view.shape[last])) continue;
      span.last = last;
      visit(span);
    }
  }
}

// Articles and marks at an answer's ends do not count for any scorer.
function mayStart(form: number | undefined): boolean {
  return (
    form !== undefined &&
    form !== shape.article &&
    !isMark(form) &&
    form !== shape.of &&
    form !== shape.possessive
  );
}

function mayEnd(form: number | undefined): boolean {
  return (
    form !== undefined &&
    form !== shape.article &&
    form !== shape.of &&
    form !== shape.possessive &&
    form !== shape.currency &&
    form !== shape.conjunction &&
    !isMark(form)
  );
}

function isMark(form: number): boolean {
  return (form >= shape.comma && form <= shape.hyphen) || form === shape.otherMark;
}
