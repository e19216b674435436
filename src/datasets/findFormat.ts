import type { CorpusFormat, QuestionFormat } from '../ports/dataset.ts';
import { layoutModule } from './reading/layoutModule.ts';

/** The question format of that name (`hotpotqa`, `nq-open` …). @throws RagstoneError `unknown-name`. */
export function findQuestionFormat(name: string): Promise<QuestionFormat> {
  return layoutModule<QuestionFormat>('formats', 'question format', name);
}

/** The corpus format of that name (`beir`, `dpr` …). @throws RagstoneError `unknown-name`. */
export function findCorpusFormat(name: string): Promise<CorpusFormat> {
  return layoutModule<CorpusFormat>('corpora', 'corpus format', name);
}
