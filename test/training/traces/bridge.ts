import type { Passage } from '../../../src/ports/passage.ts';
import type { Question } from '../../../src/ports/question.ts';
import { isLeftOut } from '../../../src/training/traces/leftOut.ts';
import { openSearched, type SearchedCorpus } from '../../../src/training/traces/searched.ts';
import { type TracedQuestion, tracedQuestion } from '../../../src/training/traces/tracedQuestion.ts';

export const never = new AbortController().signal;

const page = (title: string, ...sentences: readonly string[]): Passage => ({
  id: title.toLowerCase().replaceAll(/\W+/g, '-'),
  title,
  text: sentences.join(''),
  sentences,
});

export const pages = {
  film: page('The Glass Harbour', 'The Glass Harbour is a film of 1961.', ' It was directed by Ida Corvane.'),
  person: page('Ida Corvane (director)', 'Ida Corvane was a director.', ' She was born in Lower Mellin.'),
  namesake: page('Ida Corvane (singer)', 'Ida Corvane sang in Port Abel.'),
  other: page('Port Abel', 'Port Abel is a harbour town with a glass works.'),
  further: page('Salt Row', 'Salt Row is a street where a director of films was once born.'),
};

/** A question of two hops, laid out as HotpotQA's: five paragraphs, two of them needed. */
export const bridge: Question = {
  id: 'q1',
  asked: { text: 'Where was the director of The Glass Harbour born?', task: 'open' },
  gold: {
    answers: [['Lower Mellin']],
    facts: [
      { title: 'The Glass Harbour', sentence: 1 },
      { title: 'Ida Corvane (director)', sentence: 1 },
    ],
    titles: ['The Glass Harbour', 'Ida Corvane (director)'],
  },
  context: [pages.other, pages.namesake, pages.person, pages.further, pages.film],
  slices: { type: 'bridge' },
};

/** What its traces are made of. */
export async function traced(
  question: Question = bridge,
  searching: SearchedCorpus = { corpus: undefined, first: false },
): Promise<TracedQuestion> {
  await using searched = await openSearched(searching, never);
  const made = await tracedQuestion(question, await searched.of(question), never);
  if (isLeftOut(made)) throw new Error(made.leftOut);
  return made;
}
