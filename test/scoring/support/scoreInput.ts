import type { Ranked } from '../../../src/ports/passage.ts';
import type { Gold, SentenceRef } from '../../../src/ports/question.ts';
import type { ScoreInput } from '../../../src/ports/scorer.ts';

/** What a scorer gets of a record of which only `parts` matter. All three lists are `list`. */
export function scoreInput(parts: {
  readonly answer?: string;
  readonly facts?: readonly SentenceRef[];
  readonly gold?: Partial<Gold>;
  readonly list?: readonly Ranked[];
}): ScoreInput {
  const list = parts.list ?? [];
  return {
    asked: { text: 'Who?', task: 'open' },
    gold: { answers: [], ...parts.gold },
    answer: { text: parts.answer ?? '', ...(parts.facts === undefined ? {} : { facts: parts.facts }) },
    lists: { first: list, evidence: list, shown: list },
  };
}

/** The input of a question with these gold answers, each an answer of its own. */
export function answered(answer: string, golds: readonly string[]): ScoreInput {
  return scoreInput({ answer, gold: { answers: golds.map((gold) => [gold]) } });
}

/** A ranking of passages of which only these parts matter. */
export function ranking(
  passages: readonly { readonly id?: string; readonly title?: string; readonly text?: string }[],
): readonly Ranked[] {
  return passages.map(({ id, title = '', text = '' }, at) => ({
    passage: { id: id ?? `p${at + 1}`, title, text },
    score: -at,
  }));
}
