import type { Question } from '../../../src/ports/question.ts';
import type { Retriever, Source } from '../../../src/ports/retriever.ts';

/** The retriever that a source bound to questions has for this one. */
export async function retrieverFor(source: Source, question: Question): Promise<Retriever> {
  const retriever = source.scope === 'question' ? await source.forQuestion(question) : undefined;
  if (retriever === undefined) throw new Error('The source has nothing for this question.');
  return retriever;
}
