import type { Command } from 'commander';
import type { Pulled } from '../../../datasets/pull/pullEntry.ts';
import type { PullProgress } from '../../../datasets/pull/pulling.ts';

interface PullFlags {
  readonly split?: string;
  readonly setting?: string;
  readonly mirror?: string;
  readonly json?: true;
}

/** `ragstone data pull`: brings datasets and corpora to this machine. */
export function pull(parent: Command): void {
  parent
    .command('pull')
    .description('bring datasets and corpora to this machine; what broke off is continued')
    .argument('<names...>', 'names of the catalog (ragstone data list)')
    .option('--split <name>', 'only this split')
    .option('--setting <name>', 'only this setting, such as distractor or fullwiki')
    .option(
      '--mirror <place>',
      'an address or folder to take the files from instead of the official addresses',
    )
    .option('--json', 'print the result as JSON')
    .action(async (names: readonly string[], { split, setting, mirror, json }: PullFlags) => {
      const { readCatalog } = await import('../../../datasets/catalog/readCatalog.ts');
      const { pullEntry } = await import('../../../datasets/pull/pullEntry.ts');
      const { interruptible } = await import('../../commands/data/interruptible.ts');
      const { findEntry } = await import('../../../datasets/catalog/findEntry.ts');
      const { describePulled } = await import('../../commands/data/describePulled.ts');
      const catalog = await readCatalog();
      // A wrong name is refused before anything is fetched.
      for (const name of names) findEntry(catalog, name);
      using stop = interruptible('Stopped. The same command continues where it broke off.');
      const pulled: Pulled[] = [];
      for (const name of names) {
        await using progress = await pullProgress(name);
        pulled.push(
          await pullEntry({
            catalog,
            name,
            split,
            setting,
            mirror,
            signal: stop.signal,
            progress: progress.show,
          }),
        );
      }
      process.stdout.write(
        json === true
          ? `${JSON.stringify(
              pulled.map(({ entry: { name, kind, entry }, folder, files }) => ({
                name,
                kind,
                licence: entry.licence,
                folder,
                files,
              })),
              undefined,
              2,
            )}\n`
          : pulled.map((one) => describePulled(one)).join(''),
      );
    });
}

/** One progress line for each file, begun when its first bytes arrive. */
async function pullProgress(
  name: string,
): Promise<AsyncDisposable & { readonly show: (progress: PullProgress) => void }> {
  const { progressLine } = await import('../../ui/progressLine.ts');
  let current: { readonly file: string; readonly line: ReturnType<typeof progressLine> } | undefined;
  return {
    show({ file, bytes, total }) {
      if (current?.file !== file) {
        current?.line.end();
        current = { file, line: progressLine(`${name}/${file}`, 'bytes') };
      }
      current.line.update({ done: bytes, ...(total !== undefined && { total }) });
    },
    [Symbol.asyncDispose]: () => Promise.resolve(current?.line.end()),
  };
}
