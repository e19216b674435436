import { type Label, type LabelFamily, ratings } from './labelPrompts.ts';

/**
 * The label that a reply gives: its first line is `Rating:` and one of the family's ratings, as it was to be written.
 * `undefined` for anything else: nothing is guessed.
 */
export function parseLabel<F extends LabelFamily>(family: F, reply: string): Label<F> | undefined {
  const rating = /^Rating:[ \t]*(.*?)[ \t]*(?:\r?\n|$)/.exec(reply.trim())?.[1] ?? '';
  const known = ratings[family];
  return isRating(known, rating) ? known[rating] : undefined;
}

function isRating<R extends object>(known: R, said: string): said is keyof R & string {
  return Object.hasOwn(known, said);
}
