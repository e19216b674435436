import type { Command } from 'commander';

/** `ragstone doctor`: what model servers can do, before any question is asked. */
export function doctor(program: Command): void {
  program
    .command('doctor')
    .description('say what model servers can do, and whether the systems of an experiment can run on them')
    .argument('<target>', 'an experiment file (YAML), or the address of a server: http://127.0.0.1:8000/v1')
    .option('-m, --model <name>', 'with an address: the model to examine (default: the first that it lists)')
    .option('--adapter <name>', 'with an address and a model: its LoRA adapter')
    .option('--kind <name>', 'with an address: the kind of server (default: found out)')
    .option('--key-env <variable>', 'with an address: environment variable that holds its key')
    .option(
      '--control <token>',
      'a control token of the models, such as "[Retrieval]"; may be repeated',
      collect,
    )
    .option('--json', 'print the result as JSON')
    .action(async (target: string, flags: Readonly<Record<string, unknown>>) => {
      const { doctorCommand } = await import('../commands/doctorCommand.ts');
      process.exitCode = await doctorCommand(target, flags);
    });
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
