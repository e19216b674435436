import type { Token } from '../../../ports/backend.ts';
import type { Critique } from '../critique.ts';
import { retrievalDecision } from '../retrievalDecision.ts';
import type { Settings } from '../settings.ts';
import { noRetrieval, retrieval } from '../tokens.ts';
import type { Hypothesis } from './hypothesis.ts';

/** In what the two long forms differ. */
export interface LongForm {
  /** R is asked again at each segment, with (x, y of the last segment); otherwise D is that of the first search. */
  readonly searchesAgain: boolean;
  /** Passages stay in y<t, as in the training data. */
  readonly keepsPassages: boolean;
  /** Whether a retrieval token that the model wrote begins a new segment. */
  readonly begins: (token: Token, settings: Settings) => boolean;
  /** What to do there. */
  readonly next: (boundary: Token, settings: Settings) => Pick<Hypothesis, 'next' | 'because'>;
  /** What of a generation is judged for IsSup and p(y): its first segment, or all of it. */
  readonly judges: 'segment' | 'all';
  /** A path's score with one more segment. */
  readonly extend: (score: number | undefined, segment: Critique, settings: Settings) => number;
  /** A path's score made comparable with paths of other lengths. */
  readonly perSegment: (score: number, segments: number) => number;
}

/**
 * Algorithm 1 over segments: each retrieval token begins one, and its probabilities decide. Nobody released this;
 * that a path's score is the sum of f over its segments, compared by the mean between lengths, is ours.
 */
const paper: LongForm = {
  searchesAgain: true,
  keepsPassages: true,
  begins: () => true,
  next({ watched, text }, settings) {
    if (watched === undefined) return { next: 'end' };
    const { retrieve, goOn, because } = retrievalDecision(watched, text, settings);
    if (retrieve) return { next: 'retrieve', because };
    return { next: goOn ? 'continue' : 'write', because };
  },
  judges: 'segment',
  extend: (score = 0, { total }) => score + total.value,
  perSegment: (score, segments) => score / segments,
};

/**
 * The tree of `run_long_form_static.py:148-297` over the passages of one search, with three corrections: a path grows
 * from its own parent's text (`:229-244` lets siblings leak into each other), utility counts (`:61-70` never finds
 * it), and each factor of a path's product is f less its least value, so that no product changes its sign.
 */
const fixed: LongForm = {
  searchesAgain: false,
  keepsPassages: false,
  // `:106-141`: a `[No Retrieval]` is decided again.
  begins({ watched, text }, settings) {
    if (settings.retrieve === 'never') return false;
    if (text === retrieval) return true;
    if (text !== noRetrieval || watched === undefined || settings.retrieve === 'generated') return false;
    return retrievalDecision(watched, text, { ...settings, retrieve: 'threshold' }).retrieve;
  },
  next({ watched, text }, settings) {
    const because = watched && retrievalDecision(watched, text, settings).because;
    return { next: 'retrieve', ...(because !== undefined && { because }) };
  },
  judges: 'all',
  extend: (score = 1, { total }, { weights }) => score * (total.value + weights.utility),
  perSegment: (score, segments) => score ** (1 / segments),
};

export const longForms: Readonly<Record<'paper' | 'static', LongForm>> = { paper, static: fixed };
