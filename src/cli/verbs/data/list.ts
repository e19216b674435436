import type { Command } from 'commander';

/** `ragstone data list`: what the catalog holds and what of it is on this machine. */
export function list(parent: Command): void {
  parent
    .command('list')
    .description('list the datasets and corpora of the catalog, and what is on this machine')
    .option('--json', 'print the result as JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      const { readCatalog } = await import('../../../datasets/catalog/readCatalog.ts');
      const { sizeOf } = await import('../../../datasets/catalog/sizeOf.ts');
      const { splitLabel } = await import('../../../datasets/catalog/chooseSplit.ts');
      const { pulledFiles } = await import('../../../datasets/open/pulledFiles.ts');
      const { textTable } = await import('../../ui/textTable.ts');
      const catalog = await readCatalog();
      const rows: Row[] = [];
      for (const [name, { splits, licence, archives }] of Object.entries(catalog.datasets)) {
        for (const split of splits) {
          const here = (await pulledFiles(name, split.files, process.env)) !== undefined;
          const { purpose, questions, files } = split;
          rows.push({
            kind: 'dataset',
            name,
            split: splitLabel(split),
            purpose,
            count: questions,
            size: sizeOf(files, archives),
            licence,
            here,
          });
        }
      }
      for (const [name, { files, passages, licence }] of Object.entries(catalog.corpora)) {
        const here = (await pulledFiles(name, files, process.env)) !== undefined;
        rows.push({
          kind: 'corpus',
          name,
          split: '',
          purpose: '',
          count: passages,
          size: sizeOf(files),
          licence,
          here,
        });
      }
      if (json === true) {
        process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
        return;
      }
      const cells = rows.map(({ kind, name, split, purpose, count, size, here }) => [
        here ? '*' : '',
        name,
        kind === 'corpus' ? '(corpus)' : split,
        purpose,
        count === undefined ? '' : count.toLocaleString('en'),
        size,
      ]);
      const header = ['', 'name', 'split/setting', 'for', 'questions or passages', 'size'];
      process.stdout.write(textTable(header, cells));
      process.stdout.write('* = on this machine. More about one: ragstone data show <name>\n');
    });
}

interface Row {
  readonly kind: 'dataset' | 'corpus';
  readonly name: string;
  readonly split: string;
  readonly purpose: string;
  readonly count: number | undefined;
  readonly size: string;
  readonly licence: string;
  readonly here: boolean;
}
