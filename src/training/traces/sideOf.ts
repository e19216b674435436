import { RagstoneError } from '../../errors.ts';
import type { Dataset } from '../../ports/dataset.ts';
import type { WordingSide } from '../trainingTree.ts';

/**
 * Which side a dataset's traces are on: of a training split, or of a file that its user calls one, `train`. Others are
 * `held-out`, and come with `trial` alone.
 * @throws RagstoneError `usage` for any other split without `trial`
 */
export function sideOf(
  { name, split, purpose }: Pick<Dataset, 'name' | 'split' | 'purpose'>,
  trial: boolean,
): WordingSide {
  if (purpose === 'train' || (purpose === 'unknown' && split === 'train')) return 'train';
  if (trial) return 'held-out';
  const what =
    purpose === 'unknown'
      ? `Nobody says what the questions of ${name} (split "${split}") are for: say --split train if they are for training`
      : `The split "${split}" of ${name} is for ${purpose === 'test' ? 'testing' : 'tuning'}, and a model that was trained on it cannot be measured on it: take its train split (--split train)`;
  throw new RagstoneError(
    'usage',
    `${what}. To try things out, or to measure a trained model, --smoke-test takes it all the same and marks every line as held out.`,
    { input: split },
  );
}
