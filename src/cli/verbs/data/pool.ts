import type { Command } from 'commander';
import { wholeNumber } from '../../ui/wholeNumber.ts';

/** `ragstone data pool`: a corpus reduced to what BM25 finds for a dataset's questions. */
export function pool(parent: Command): void {
  parent
    .command('pool')
    .description("reduce a dataset's corpus to the passages that BM25 finds for its questions")
    .argument('<dataset>', 'a dataset of the catalog, or NAME=FILE in its layout')
    .requiredOption('--out <file>', 'the JSON Lines file to write')
    .option('--bm25 <n>', 'passages that each question puts into the pool', wholeNumber(1), 100)
    .option('--with-gold', 'add annotated gold passages that BM25 did not find; flatters recall')
    .option('--corpus <file>', "the passages to choose from (default: the dataset's own)")
    .option('--split <name>', "the dataset's split")
    .option('--setting <name>', "the dataset's setting, such as distractor or fullwiki")
    .option('--json', 'print the result as JSON')
    .action(async (dataset: string, flags: Readonly<Record<string, unknown>>) => {
      const { poolCommand } = await import('../../commands/data/poolCommand.ts');
      await poolCommand(dataset, flags);
    });
}
