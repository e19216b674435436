import type { Command } from 'commander';
import { someOf } from '../../ui/oneOf.ts';
import { wholeNumber } from '../../ui/wholeNumber.ts';
import { trainingFileNames } from './trainingFileNames.ts';

/** `ragstone data traces`: what the methods' models are trained on, from the questions of a dataset. */
export function traces(parent: Command): void {
  parent
    .command('traces')
    .description("training data from a dataset's questions, as data generate atlas --training writes it")
    .argument('<dataset>', 'a dataset of the catalog, or NAME=FILE in its layout')
    .requiredOption('--out <folder>', 'where the files and card.json go')
    .requiredOption(
      '--training <protocols>',
      `all, or some of ${trainingFileNames.join(',')}`,
      someOf(trainingFileNames),
    )
    .option('--split <name>', "the dataset's split; only its training split is for training")
    .option('--setting <name>', "the dataset's setting, such as distractor or fullwiki")
    .option('--corpus <file>', "what is searched, before the questions' own passages")
    .option('--limit <n>', 'questions, from the first on (default: all)', wholeNumber(1))
    .option('--seed <n>', 'what is drawn: the same seed gives the same bytes', wholeNumber(0), 1)
    .option('--documents <n>', 'documents that a reader is shown, gold ones among them', wholeNumber(1), 5)
    .option('--labeller <name=address>', 'the model that judges for self-rag, and the address of its server')
    .option('--key-env <variable>', 'environment variable that holds the key of its server')
    .option('--concurrency <n>', 'calls in flight at the labelling model', wholeNumber(1), 16)
    .option('--smoke-test', 'take a split that is not for training too; every line says held-out')
    .action(async (dataset: string, flags: Readonly<Record<string, unknown>>) => {
      const { tracesCommand } = await import('../../commands/data/tracesCommand.ts');
      await tracesCommand(dataset, flags);
    });
}
