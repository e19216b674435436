import type { Command } from 'commander';

import { wholeNumber } from '../ui/wholeNumber.ts';

/** `ragstone tune`: chooses the weights of a fusion on questions that are not for testing. */
export function tune(program: Command): void {
  program
    .command('tune')
    .description("choose the weights (or rrf's k) of a combined retriever on a train or tune split")
    .argument('<experiment>', 'an experiment file (YAML)')
    .requiredOption('--retriever <id>', 'the retriever to tune, of the kind weighted or rrf')
    .option('--measure <scorer>', 'what is to be as high as can be', 'recall@5/title/first@1')
    .option('--dataset <id>', 'the dataset of an experiment that has several')
    .option('--steps <n>', 'weights are tried in steps of 1/n', wholeNumber(1), 10)
    .option('--out <file>', 'write the table and the choice as JSON')
    .option('--json', 'print them as JSON')
    .action(async (experiment: string, flags: Readonly<Record<string, unknown>>) => {
      const { tuneCommand } = await import('../commands/tuneCommand.ts');
      await tuneCommand(experiment, flags);
    });
}
