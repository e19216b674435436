import type { Command } from 'commander';

import { wholeNumber } from '../ui/wholeNumber.ts';

/** `ragstone index`: prepares corpora for retrievers. */
export function index(program: Command): void {
  program
    .command('index')
    .description('prepare a corpus for a retriever')
    .command('build')
    .description('build an index of a corpus; a run builds what it needs by itself')
    .argument('<corpus>', 'a corpus of the catalog, or a file, folder or archive of passages')
    .requiredOption('--out <folder>', 'where the index goes; must not exist or be empty')
    .option('--retriever <name>', 'the retriever to prepare it for', 'bm25')
    .option('--analyser <name>', 'how text becomes terms: english@1 (default), simple@1, whitespace@1')
    .option('--format <name>', "the corpus' layout; default: told by its content")
    .option('--window <words>', 'cut passages longer than this many words', wholeNumber(1))
    .option('--json', 'print what the index holds as JSON')
    .action(async (corpus: string, flags: Readonly<Record<string, unknown>>) => {
      const { indexBuildCommand } = await import('../commands/indexBuildCommand.ts');
      process.exitCode = await indexBuildCommand(corpus, flags);
    });
}
