import { RagstoneError } from '../../errors.ts';
import { openFiles } from '../../io/openFiles.ts';
import type { SourceFile } from '../../io/sourceFile.ts';
import { listed } from './listed.ts';

/** The files of a BEIR folder or archive. */
export interface BeirFiles {
  readonly corpus: readonly SourceFile[];
  readonly queries: readonly SourceFile[];
  readonly qrels: readonly SourceFile[];
}

/** What a BEIR folder or archive holds; a single file counts as whatever its name says. @throws as `openFiles`. */
export async function beirFiles(path: string, signal: AbortSignal): Promise<BeirFiles> {
  const { files } = await openFiles(path, signal);
  const named = (pattern: RegExp): readonly SourceFile[] => files.filter(({ name }) => pattern.test(name));
  return {
    corpus: named(/(?:^|\/)corpus\.jsonl(?:\.gz)?$/),
    queries: named(/(?:^|\/)queries\.jsonl(?:\.gz)?$/),
    qrels: named(/(?:^|\/)qrels\/[^/]+\.tsv(?:\.gz)?$/),
  };
}

/** The one file of its kind. @throws RagstoneError `bad-file` when there is none, or more than one. */
export function onlyFile(files: readonly SourceFile[], what: string, path: string): SourceFile {
  const [file, ...others] = files;
  if (file !== undefined && others.length === 0) return file;
  throw new RagstoneError(
    'bad-file',
    file === undefined
      ? `There is no ${what} in it.`
      : `It holds more than one ${what}: ${listed(files.map(({ name }) => name))}. Name the folder of one dataset.`,
    { place: { file: path } },
  );
}
