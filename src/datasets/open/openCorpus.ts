import path from 'node:path';
import { RagstoneError } from '../../errors.ts';
import type { Corpus, CorpusFormat } from '../../ports/dataset.ts';
import type { Catalog } from '../catalog/catalogSchema.ts';
import { readCatalog } from '../catalog/readCatalog.ts';
import { sizeOf } from '../catalog/sizeOf.ts';
import { pooledLabel, pooledMark } from '../passages/pooledMark.ts';
import { detectCorpusFormat } from '../detectFormat.ts';
import { findCorpusFormat } from '../findFormat.ts';
import { dataFiles } from './dataFiles.ts';
import { pullCommand } from './pullCommand.ts';
import { pulledFiles } from './pulledFiles.ts';

export interface OpenCorpusOptions {
  /** Layout of a file. Default: seen from its content. */
  readonly format?: string;
  /** Default: the one that ships with Ragstone. */
  readonly catalog?: Catalog;
  /** Where RAGSTONE_HOME is read. Default: the process's. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Opens a corpus: one of the catalog, or a file, folder or archive. A name of the catalog comes first: write `./name`
 * for a file that is called so. A pool is called one in its name, which stands in every manifest and report.
 * @throws RagstoneError `missing-data` with the command that brings it, `bad-file`, `unknown-name` for the format.
 */
export async function openCorpus(
  asked: string,
  signal: AbortSignal,
  options: OpenCorpusOptions = {},
): Promise<Corpus> {
  const catalog = options.catalog ?? (await readCatalog());
  const entry = Object.hasOwn(catalog.corpora, asked) ? catalog.corpora[asked] : undefined;
  if (entry !== undefined) {
    const pulled = await pulledFiles(asked, entry.files, options.environment ?? process.env);
    if (pulled !== undefined)
      return corpusOf(asked, await findCorpusFormat(entry.format), pulled.path, pulled.files);
    throw new RagstoneError(
      'missing-data',
      `The corpus ${asked} (${sizeOf(entry.files)}) is not on this machine. Bring it with: ${pullCommand(asked)}`,
      { input: asked },
    );
  }
  const files = await dataFiles(asked);
  const format = await (options.format === undefined
    ? detectCorpusFormat(asked, { signal })
    : findCorpusFormat(options.format));
  const corpus = corpusOf(path.basename(asked), format, asked, files);
  const mark = format.name === 'jsonl' ? await pooledMark(asked, signal) : undefined;
  if (mark === undefined) return corpus;
  return {
    ...corpus,
    name: `${corpus.name} (${pooledLabel})`,
    note: `${corpus.name} is ${mark}; ${pooledLabel}`,
  };
}

function corpusOf(name: string, format: CorpusFormat, place: string, files: Corpus['files']): Corpus {
  return { name, files, passages: (signal) => format.passages(place, { signal }) };
}
