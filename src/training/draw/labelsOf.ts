import type { Draft } from '../../datasets/atlas/asking/draft.ts';
import { type Labels, unknownAnswer } from '../trainingTree.ts';
import { answersOf } from './answersOf.ts';

/** What every branch says of its question; with `values` and the sentences that give them (`evidence`) where an answer weighs what documents say. */
export function labelsOf(draft: Draft, { answered }: { readonly answered: boolean }): Labels {
  const { kind, relation, hops } = draft;
  if (!answered) return { kind, relation, hops, answers: [unknownAnswer] };
  const weighed = draft.support.filter(({ value }) => value !== undefined);
  const values = weighed.map(({ value = '' }) => value);
  const evidence = weighed.map(({ article, sentence }) => article.passage.sentences[sentence] ?? '');
  const more = weighed.length > 0 ? { values, evidence } : {};
  return { kind, relation, hops, answers: answersOf(draft), ...more };
}
