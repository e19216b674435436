import type { Draft } from '../../datasets/atlas/asking/draft.ts';
import { type Labels, unknownAnswer } from '../trainingTree.ts';
import { answersOf } from './answersOf.ts';

/** What every branch says of its question. */
export function labelsOf(draft: Draft, { answered }: { readonly answered: boolean }): Labels {
  const { kind, relation, hops } = draft;
  return { kind, relation, hops, answers: answered ? answersOf(draft) : [unknownAnswer] };
}
