import { posix } from 'node:path';

import { RagstoneError } from '../../errors.ts';
import { openFiles } from '../../io/openFiles.ts';
import type { SourceFile } from '../../io/sourceFile.ts';
import { textChunks } from '../../io/textChunks.ts';
import type { ReadOptions } from '../../ports/dataset.ts';
import type { Passage } from '../../ports/passage.ts';
import { detectCorpusFormat } from '../detectFormat.ts';

/**
 * Documents: the plain texts (`.txt`, `.md`) of a folder or archive, one each, or the records of any corpus layout
 * (`{id, title, text}` and the others). A text's id is its path without the ending, its title the file's name. One
 * document is in memory at a time.
 * @throws RagstoneError `bad-file` when texts and tables lie side by side, and as corpus formats do.
 */
export async function* documents(path: string, options: ReadOptions): AsyncGenerator<Passage> {
  const { files } = await openFiles(path, options.signal);
  const texts = files.filter(({ name }) => /\.(?:txt|md)(?:\.gz)?$/i.test(name));
  const tables = files.filter(({ name }) => /\.(?:jsonl?|tsv|parquet)(?:\.gz)?$/i.test(name));
  if (texts.length > 0 && tables.length > 0) {
    throw new RagstoneError(
      'bad-file',
      `It holds plain texts (${texts[0]?.name}) as well as tables (${tables[0]?.name}): name one of them.`,
      { place: { file: path } },
    );
  }
  if (texts.length === 0) yield* (await detectCorpusFormat(path, options)).passages(path, options);
  for (const file of texts) yield await textDocument(file, options.signal);
}

async function textDocument(file: SourceFile, signal: AbortSignal): Promise<Passage> {
  const id = file.name.replace(/\.gz$/i, '').replace(/\.[a-z]+$/i, '');
  const chunks = await Array.fromAsync(textChunks(file, signal));
  return { id, title: posix.basename(id), text: chunks.join('') };
}
