import type { Draft } from '../../datasets/atlas/asking/draft.ts';
import type { Asked } from '../../ports/question.ts';

/** What a method sees of a drafted question, in its first wording. */
export function askedOf({ texts }: Draft): Asked {
  return { text: texts[0] ?? '', task: 'open' };
}
