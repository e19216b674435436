import { isRagstoneError } from '../../errors.ts';
import type { QuestionFormat, ReadOptions } from '../../ports/dataset.ts';
import { detectQuestionFormat } from '../detectFormat.ts';
import { findQuestionFormat } from '../findFormat.ts';

/**
 * The layout of a user's file: the one that is named; else what its content shows; else, where that shows nothing
 * known, the layout that the dataset is distributed in.
 * @throws RagstoneError `unknown-name`, `bad-file`
 */
export async function questionFormatOf(
  file: string,
  named: string | undefined,
  distributed: string | undefined,
  options: ReadOptions,
): Promise<QuestionFormat> {
  if (named !== undefined) return findQuestionFormat(named);
  try {
    return await detectQuestionFormat(file, options);
  } catch (error) {
    if (distributed === undefined || !isRagstoneError(error) || error.code !== 'bad-file') throw error;
    return findQuestionFormat(distributed);
  }
}
