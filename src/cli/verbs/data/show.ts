import type { Command } from 'commander';

/** `ragstone data show`: all that is known of one dataset or corpus. */
export function show(parent: Command): void {
  parent
    .command('show')
    .description('show what is known of a dataset or corpus: licence, splits, files, addresses, citation')
    .argument('<name>', 'a name of the catalog')
    .option('--json', 'print the result as JSON')
    .action(async (name: string, { json }: { readonly json?: true }) => {
      const { readCatalog } = await import('../../../datasets/catalog/readCatalog.ts');
      const { findEntry } = await import('../../../datasets/catalog/findEntry.ts');
      const { datasetFolder } = await import('../../../datasets/pull/datasetFolder.ts');
      const { readReceipt } = await import('../../../datasets/pull/receipt.ts');
      const { describeEntry } = await import('../../commands/data/describeEntry.ts');
      const entry = findEntry(await readCatalog(), name);
      const folder = datasetFolder(name);
      const receipt = await readReceipt(folder);
      const shown = { name, kind: entry.kind, ...entry.entry, folder, received: receipt?.files ?? {} };
      process.stdout.write(
        json === true ? `${JSON.stringify(shown, undefined, 2)}\n` : describeEntry(entry, folder, receipt),
      );
    });
}
