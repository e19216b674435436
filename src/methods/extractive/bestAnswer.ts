import type { PlacedSentence } from './readPassages.ts';
import { margin } from './readSentence.ts';
import { closedAnswer } from './scoreAnswers.ts';
import type { ScoredSpans } from './scoreSpans.ts';

/** The text that is most probably the answer. */
export interface BestAnswer {
  readonly text: string;
  /** The probability of the text under the model, 0 to 1: of all its occurrences together. */
  readonly confidence: number;
  /** Index of the sentence in which it stands most probably; absent for yes and no. */
  readonly sentence?: number;
}

/** Occurrences less probable than this, compared with the best, are not worth spelling out. */
const negligible = 1e-3;

interface Occurrences {
  share: number;
  /** The most probable one. */
  candidate: number;
  top: number;
}

/** Turns scores into probabilities and adds up those of equal texts (whatever their case); `undefined` without any. */
export function bestAnswer(
  candidates: ScoredSpans,
  sentences: readonly PlacedSentence[],
): BestAnswer | undefined {
  let highest = -Infinity;
  for (let candidate = 0; candidate < candidates.count; candidate += 1) {
    highest = Math.max(highest, candidates.score[candidate] ?? 0);
  }
  let all = 0;
  const byText = new Map<string, Occurrences>();
  for (let candidate = 0; candidate < candidates.count; candidate += 1) {
    const share = Math.exp((candidates.score[candidate] ?? 0) - highest);
    all += share;
    if (share < negligible) continue;
    const key = textOf(candidates, candidate, sentences).toLowerCase();
    const known = byText.get(key);
    if (known === undefined) byText.set(key, { share, candidate, top: share });
    else {
      known.share += share;
      if (share > known.top) Object.assign(known, { candidate, top: share });
    }
  }
  let best: Occurrences | undefined;
  for (const one of byText.values()) if (best === undefined || one.share > best.share) best = one;
  if (best === undefined) return undefined;
  const sentence = candidates.sentence[best.candidate] ?? 0;
  return {
    text: textOf(candidates, best.candidate, sentences),
    confidence: Math.min(1, best.share / all),
    ...(sentence < 0 ? {} : { sentence }),
  };
}

function textOf(candidates: ScoredSpans, candidate: number, sentences: readonly PlacedSentence[]): string {
  const sentence = candidates.sentence[candidate] ?? 0;
  if (sentence === closedAnswer.no) return 'no';
  if (sentence === closedAnswer.yes) return 'yes';
  const tokens = sentences[sentence]?.view.tokens;
  if (tokens === undefined) return '';
  return tokens.text.slice(
    tokens.from[(candidates.first[candidate] ?? 0) - margin],
    tokens.to[(candidates.last[candidate] ?? 0) - margin],
  );
}
