import type { Command } from 'commander';
import { wholeNumber } from '../../ui/wholeNumber.ts';

/** `ragstone data passages`: cuts documents into the passages of a corpus. */
export function passages(parent: Command): void {
  parent
    .command('passages')
    .description('cut documents into passages of equal length: a corpus for --corpus')
    .argument(
      '<docs>',
      'a folder or archive of .txt or .md files, or a corpus file such as {id, title, text} JSONL',
    )
    .requiredOption('--out <file>', 'the JSON Lines file to write: {id, title, text}')
    .option('--words <n>', 'words in a passage; the last of a document may have fewer', wholeNumber(1), 100)
    .action(async (docs: string, flags: Readonly<Flags>) => {
      const { writePassages } = await import('../../../datasets/passages/writePassages.ts');
      const stop = new AbortController();
      const onSignal = (): void => stop.abort();
      process.once('SIGINT', onSignal);
      try {
        const { documents, passages: cut } = await writePassages(docs, flags.out, flags.words, stop.signal);
        process.stdout.write(
          `${cut} passages of ${flags.words} words from ${documents} documents: ${flags.out}\n`,
        );
      } finally {
        process.off('SIGINT', onSignal);
      }
    });
}

interface Flags {
  readonly out: string;
  readonly words: number;
}
