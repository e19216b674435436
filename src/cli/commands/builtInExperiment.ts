import { RagstoneError } from '../../errors.ts';
import { packagedPath } from '../../io/packagedPath.ts';

/** What was asked for beside a file. */
export interface BuiltInFlags {
  readonly dataset?: readonly string[];
  readonly systems?: string;
  readonly model?: string;
  readonly full?: true;
}

/**
 * The experiment file that runs where none is given: the nano models on the built-in questions, or with `full` all of
 * them in every wording. Real questions are beyond those models: they, and systems or a model of your own, start from
 * the experiment that needs none. So does a machine without the engine, and `said` tells why.
 * @throws RagstoneError `usage` when `full` goes with something else
 */
export function builtInExperiment(
  flags: BuiltInFlags,
  hasEngine: () => boolean = isEngineInstalled,
): { readonly file: string; readonly said?: string } {
  const own = flags.systems ?? flags.model ?? flags.dataset?.find((told) => told !== 'atlas');
  if (flags.full === true) {
    if (own !== undefined) {
      throw new RagstoneError('usage', `--full is the built-in comparison: leave out ${own}.`, {
        input: own,
      });
    }
    return { file: packagedPath('experiments/full.yaml') };
  }
  if (own !== undefined) return { file: packagedPath('experiments/extractive.yaml') };
  if (hasEngine()) return { file: packagedPath('experiments/default.yaml') };
  return {
    file: packagedPath('experiments/extractive.yaml'),
    said:
      'Without node-llama-cpp there are no language models here, so the reader without one runs. The five methods with the ' +
      'models that ship with Ragstone: npm install node-llama-cpp@3.22.1',
  };
}

function isEngineInstalled(): boolean {
  try {
    import.meta.resolve('node-llama-cpp');
    return true;
  } catch {
    return false;
  }
}
