import type { Command } from 'commander';
import { oneOf, someOf } from '../../ui/oneOf.ts';
import { wholeNumber } from '../../ui/wholeNumber.ts';
import { trainingFileNames } from './trainingFileNames.ts';

/** `ragstone data generate atlas`: a fictional world of any size, from a seed, or what is trained on many of them. */
export function generate(parent: Command): void {
  parent
    .command('generate')
    .description('write a generated dataset: articles, questions and a card; or training data')
    .argument('<dataset>', 'what to generate: atlas', oneOf(['atlas']))
    .requiredOption('--out <folder>', 'where the files and card.json go')
    .option('--articles <n>', 'articles, 1 to 4,000,000 (default: 2000)', wholeNumber(1))
    .option('--questions <n>', 'questions, of six kinds (default: 300)', wholeNumber(0))
    .option('--seed <n>', 'the world: the same seed gives the same bytes', wholeNumber(0), 1)
    .option(
      '--training <protocols>',
      `training data instead: all, or some of ${trainingFileNames.join(',')}`,
      someOf(trainingFileNames),
    )
    .option('--trees <n>', 'lines of each training file (default: 1000)', wholeNumber(1))
    .option('--tokens <n>', 'words and marks of each training file, in place of --trees', wholeNumber(1))
    .option(
      '--wording <side>',
      'train, or held-out: which wordings (default: all; train with --training)',
      oneOf(['train', 'held-out']),
    )
    .option(
      '--worlds <side>',
      'training, or evaluation: whose names (default: all; training with --training)',
      oneOf(['training', 'evaluation']),
    )
    .action(async (_dataset: string, flags: Readonly<Record<string, unknown>>) => {
      const { generateCommand } = await import('../../commands/data/generateCommand.ts');
      await generateCommand(flags);
    });
}
