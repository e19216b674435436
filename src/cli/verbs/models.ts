import type { Command } from 'commander';

/** `ragstone models`: model files from a Hugging Face compatible hub. */
export function models(program: Command): void {
  const parent = program
    .command('models')
    .description('bring model files from a hub to this machine, and list them');
  parent
    .command('pull')
    .description('bring model files to this machine, each checked; what broke off is continued')
    .argument('<addresses...>', 'hf:owner/repo@revision/path.gguf, or hf:owner/repo@revision with --include')
    .option(
      '--include <pattern>',
      'with the address of a repository: files like this ("*.gguf", "onnx/"); may be repeated',
      collect,
    )
    .option('--json', 'print the result as JSON')
    .action(async (addresses: readonly string[], flags: Readonly<Record<string, unknown>>) => {
      const { modelsPullCommand } = await import('../commands/models/modelsPullCommand.ts');
      await modelsPullCommand(addresses, flags);
    });
  parent
    .command('list')
    .description('list the model files in the cache, whoever brought them')
    .option('--json', 'print the result as JSON')
    .action(async (flags: { readonly json?: true }) => {
      const { modelsListCommand } = await import('../commands/models/modelsListCommand.ts');
      await modelsListCommand(flags.json === true);
    });
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
