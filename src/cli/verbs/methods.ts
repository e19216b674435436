import type { Command } from 'commander';

/** `ragstone methods`: what there is to compare. */
export function methods(program: Command): void {
  program
    .command('methods')
    .description('list the methods with their roles, settings and fidelity to what is published')
    .argument('[name]', 'one method, or a module of your own (./my-method.ts)')
    .option('--json', 'print the result as JSON')
    .action(async (name: string | undefined, flags: { readonly json?: true }) => {
      const { methodsCommand } = await import('../commands/methodsCommand.ts');
      await methodsCommand(name, flags.json === true);
    });
}
