import { trecLines, trecNumber } from './trecLines.ts';

/** One judgement: `question 0 passage relevance`. */
export interface TrecJudgement {
  readonly question: string;
  readonly passage: string;
  /** 0 or below: not relevant. */
  readonly relevance: number;
}

/** Streams a TREC qrels file. @throws RagstoneError `bad-record` with file and line, `bad-file`. */
export async function* readQrels(file: string, signal: AbortSignal): AsyncGenerator<TrecJudgement> {
  const form = { fields: 4, shape: 'question 0 passage relevance' };
  for await (const { fields, line } of trecLines(file, form, signal)) {
    const [question = '', , passage = '', relevance = ''] = fields;
    yield { question, passage, relevance: trecNumber(relevance, 'relevance', { file, line }) };
  }
}
