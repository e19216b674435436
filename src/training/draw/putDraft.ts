import type { Draft } from '../../datasets/atlas/asking/draft.ts';
import type { PutQuestion } from '../trees/questionTree.ts';
import { askedOf } from './askedOf.ts';
import { labelsOf } from './labelsOf.ts';

/** A drafted question to be put behind a prefix. `answered`: whether the evidence is there; if not, the answer is the word for that. */
export function putDraft(
  draft: Draft,
  answered: boolean,
  more: Readonly<Record<string, string | number | boolean>> = {},
): PutQuestion {
  return { asked: askedOf(draft), labels: { ...labelsOf(draft, { answered }), answered, ...more } };
}
