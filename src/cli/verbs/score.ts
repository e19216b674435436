import type { Command } from 'commander';

/** `ragstone score`: more measures for a run, without running it again. */
export function score(program: Command): void {
  program
    .command('score')
    .description('score the records of a run with further scorers, or list the scorers')
    .argument('[run]', "a run's folder, or its name below --results; none = list the scorers")
    .option('--scorer <names>', 'scorers, comma-separated')
    .option('--embedder <model>', 'for scorers that need one: a GGUF file, or NAME=ADDRESS')
    .option('--key-env <name>', "environment variable that holds the key of the embedder's server")
    .option('--results <folder>', 'where runs are kept', 'results')
    .option('--json', 'print the result as JSON')
    .action(async (name: string | undefined, flags: Readonly<Record<string, unknown>>) => {
      const { scoreCommand } = await import('../commands/scoreCommand.ts');
      process.exitCode = await scoreCommand(name, flags);
    });
}
