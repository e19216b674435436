import type { Command } from 'commander';

/** `ragstone cache`: the answers that runs with `cache: shared` keep. */
export function cache(program: Command): void {
  const parent = program
    .command('cache')
    .description('look into the shared cache of model answers, or empty it');
  parent
    .command('stats')
    .description('how many answers it holds, and since when')
    .option('--json', 'print the result as JSON')
    .action(async (flags: { readonly json?: true }) => {
      const { cacheStats } = await import('../commands/cacheCommand.ts');
      await cacheStats(flags.json === true);
    });
  parent
    .command('explain')
    .description('what a key stands for: every part that can change the answer')
    .argument('<key>', "a key, as records and the run's log have it")
    .action(async (key: string) => {
      const { cacheExplain } = await import('../commands/cacheCommand.ts');
      await cacheExplain(key);
    });
  parent
    .command('clear')
    .description('remove all answers')
    .action(async () => {
      const { cacheClear } = await import('../commands/cacheCommand.ts');
      await cacheClear();
    });
}
