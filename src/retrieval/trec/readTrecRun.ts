import { RagstoneError } from '../../errors.ts';
import { trecLines, trecNumber } from './trecLines.ts';

/** One line of a TREC run: `question Q0 passage rank score tag`. */
export interface TrecResult {
  readonly question: string;
  readonly passage: string;
  /** As in the file: from 1, by some tools from 0. */
  readonly rank: number;
  readonly score: number;
  readonly tag: string;
  /** Its line in the file, from 1. */
  readonly line: number;
}

/**
 * Streams a TREC run file (plain or gzip), fields split at spaces or tabs.
 * @throws RagstoneError `bad-record` with file and line, `bad-file`.
 */
export async function* readTrecRun(file: string, signal: AbortSignal): AsyncGenerator<TrecResult> {
  const form = { fields: 6, shape: 'question Q0 passage rank score tag' };
  for await (const { fields, line } of trecLines(file, form, signal)) {
    const [question = '', , passage = '', rankText = '', scoreText = '', tag = ''] = fields;
    const rank = trecNumber(rankText, 'rank', { file, line });
    if (!Number.isInteger(rank) || rank < 0) {
      throw new RagstoneError('bad-record', `"${rankText}" is not a rank: whole numbers from 1 are.`, {
        place: { file, line, field: 'rank' },
        input: rankText,
      });
    }
    yield { question, passage, rank, score: trecNumber(scoreText, 'score', { file, line }), tag, line };
  }
}
