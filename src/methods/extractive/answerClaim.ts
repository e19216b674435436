import type { Passage } from '../../ports/passage.ts';
import type { Model } from './model.ts';
import { readPassages } from './readPassages.ts';
import { readQuestion } from './readQuestion.ts';

/** A claim is taken for true where one sentence, with its title, holds at least this share of it. */
const enough = 0.75;

/** `true` where a sentence says nearly all of the claim; `confidence` is the share it holds, 0 to 1. */
export function answerClaim(
  claim: string,
  passages: readonly Passage[],
  model: Model,
): { readonly text: 'true' | 'false'; readonly confidence: number } {
  const question = readQuestion(claim, model.lexicon);
  const held = readPassages(passages, question, model.lexicon).reduce(
    (most, { withTitle }) => Math.max(most, withTitle),
    0,
  );
  return { text: held >= enough ? 'true' : 'false', confidence: Math.min(1, held) };
}
