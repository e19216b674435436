import type { Placed } from '../../io/placed.ts';
import type { CorpusFormat, ReadOptions } from '../../ports/dataset.ts';
import type { Passage } from '../../ports/passage.ts';
import { detectQuestionFormat } from '../detectFormat.ts';
import { corpusLayout } from '../reading/corpusLayout.ts';
import { unionOfContexts } from '../reading/unionOfContexts.ts';

/**
 * The contexts of a question file, in any question format that has them, as one corpus: each passage once, in order of
 * first sight.
 */
export const contexts: CorpusFormat = corpusLayout('contexts', read);

async function* read(path: string, options: ReadOptions): AsyncGenerator<Placed<Passage>> {
  const format = await detectQuestionFormat(path, options);
  for await (const value of unionOfContexts(format.questions(path, options)))
    yield { value, place: { file: path } };
}
