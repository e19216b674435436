/** Why a question gives a file no line, in words for people. */
export interface LeftOut {
  readonly leftOut: string;
}

/** What data can lack. */
export const lacking = {
  answer: { leftOut: 'the question has no answer' },
  search: { leftOut: 'neither gold passages nor anything to search; name a corpus with --corpus' },
  gold: { leftOut: 'its gold passages are not all in its context or the corpus' },
  found: { leftOut: 'no passage that BM25 found holds an answer' },
  facts: { leftOut: 'no supporting facts, so nothing says what to ask for and when' },
  query: { leftOut: 'a gold passage is named neither by the question nor by what was found' },
  turns: { leftOut: 'four searches did not bring all gold passages' },
  rivals: { leftOut: 'no passage competes with the gold ones; name a corpus with --corpus' },
  labeller: { leftOut: 'nobody judges it; name a labelling model with --labeller' },
  labels: { leftOut: 'the labelling model did not say clearly whether to retrieve' },
} as const satisfies Readonly<Record<string, LeftOut>>;

export function isLeftOut(made: object): made is LeftOut {
  return 'leftOut' in made;
}
