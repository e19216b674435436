import type { Draft } from '../../datasets/atlas/asking/draft.ts';

/**
 * The right spellings, first the one to write: the one that the last supporting sentence has (a person may go by a
 * pseudonym there), so that answers can be copied; the usual one where none stands there.
 */
export function answersOf({ answer, support }: Draft): readonly [string, ...string[]] {
  const last = support.at(-1);
  const sentence = last?.article.passage.sentences[last.sentence] ?? '';
  const first = answer.find((spelling) => sentence.includes(spelling)) ?? answer[0] ?? '';
  return [first, ...answer.filter((spelling) => spelling !== first)];
}
