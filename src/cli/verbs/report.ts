import type { Command } from 'commander';

/** `ragstone report`: the summary, tables and pages of a run, from its records. */
export function report(program: Command): void {
  program
    .command('report')
    .description("write a run's summary, HTML report, CSV and Markdown again from its records")
    .argument('<run>', "a run's folder, or its name below --results")
    .option('--results <folder>', 'where runs are kept', 'results')
    .option('-o, --out <folder>', 'copy the report there as well')
    .option('--reference <system>', 'the system that the others are compared with')
    .option('--trec', 'also write the first search of each cell as a TREC run')
    .option('--json', 'print the summary as JSON')
    .action(async (name: string, flags: Readonly<Record<string, unknown>>) => {
      const { reportCommand } = await import('../commands/reportCommand.ts');
      process.exitCode = await reportCommand(name, flags);
    });
}
