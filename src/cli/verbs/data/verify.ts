import type { Command } from 'commander';
import type { VerifiedFile, VerifiedState } from '../../../datasets/pull/verifyEntry.ts';

const meanings: Readonly<Record<VerifiedState, string>> = {
  ok: 'ok',
  unchecked: 'as received (the catalog does not know its SHA-256)',
  missing: 'MISSING: pull it again',
  changed: 'CHANGED since it was received: remove it and pull it again',
  other: 'OTHER than the catalog says: remove it and pull it again',
};

/** `ragstone data verify`: hashes what was pulled again. Status 1 when something is not as it was. */
export function verify(parent: Command): void {
  parent
    .command('verify')
    .description('hash what was pulled again, and compare with the receipts and the catalog')
    .argument('[names...]', 'names of the catalog; none = all that was pulled')
    .option('--json', 'print the result as JSON')
    .action(async (names: readonly string[], { json }: { readonly json?: true }) => {
      const { readCatalog } = await import('../../../datasets/catalog/readCatalog.ts');
      const { verifyEntry } = await import('../../../datasets/pull/verifyEntry.ts');
      const { interruptible } = await import('../../commands/data/interruptible.ts');
      const { textTable } = await import('../../ui/textTable.ts');
      const catalog = await readCatalog();
      const all = [...Object.keys(catalog.datasets), ...Object.keys(catalog.corpora)];
      using stop = interruptible('Stopped.');
      const verified: VerifiedFile[] = [];
      for (const name of names.length === 0 ? all : names) {
        verified.push(...(await verifyEntry(catalog, name, stop.signal)));
      }
      const bad = verified.filter(({ state }) => state !== 'ok' && state !== 'unchecked');
      if (bad.length > 0) process.exitCode = 1;
      if (json === true) process.stdout.write(`${JSON.stringify(verified, undefined, 2)}\n`);
      else if (verified.length === 0) process.stdout.write('Nothing was pulled: ragstone data pull <name>\n');
      else {
        process.stdout.write(
          textTable(
            ['dataset', 'file', 'state'],
            verified.map(({ name, file, state }) => [name, file, meanings[state]]),
          ),
        );
      }
    });
}
