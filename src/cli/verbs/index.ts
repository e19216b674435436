import type { Command } from 'commander';

import { wholeNumber } from '../ui/wholeNumber.ts';

/** `ragstone index`: prepares corpora for retrievers. */
export function index(program: Command): void {
  const parent = program.command('index').description('prepare a corpus for a retriever');
  parent
    .command('build')
    .description('build an index of a corpus; a run builds what it needs by itself')
    .argument('<corpus>', 'a corpus of the catalog, or a file, folder or archive of passages')
    .requiredOption('--out <folder>', 'where the index goes; must not exist or be empty')
    .option('--retriever <name>', 'the retriever to prepare it for', 'bm25')
    .option('--analyser <name>', 'how text becomes terms: english@1 (default), simple@1, whitespace@1')
    .option('--title-weight <n>', 'how often the words of a title count (default 1)', wholeNumber(0))
    .option('--threads <n>', 'worker threads to build with; the index is the same', wholeNumber(0))
    .option('--format <name>', "the corpus' layout; default: told by its content")
    .option('--window <words>', 'cut passages longer than this many words', wholeNumber(1))
    .option('--json', 'print what the index holds as JSON')
    .action(async (corpus: string, flags: Readonly<Record<string, unknown>>) => {
      const { indexBuildCommand } = await import('../commands/indexBuildCommand.ts');
      process.exitCode = await indexBuildCommand(corpus, flags);
    });
  parent
    .command('push')
    .description('upload a corpus to an engine of your own; an upload that broke off goes on')
    .argument('<corpus>', 'a corpus of the catalog, or a file, folder or archive of passages')
    .requiredOption('--module <file>', 'the module that exports the engine: ./my-engine.ts')
    .option('--format <name>', "the corpus' layout; default: told by its content")
    .option('--batch <n>', 'passages in one upload', wholeNumber(1), 500)
    .option('--json', 'print the result as JSON')
    .action(async (corpus: string, flags: Readonly<Record<string, unknown>>) => {
      const { indexPushCommand } = await import('../commands/indexPushCommand.ts');
      await indexPushCommand(corpus, flags);
    });
}
