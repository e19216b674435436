import { RagstoneError } from '../errors.ts';
import { openFiles } from '../io/openFiles.ts';
import type { CorpusFormat, QuestionFormat, ReadOptions } from '../ports/dataset.ts';
import { findCorpusFormat, findQuestionFormat } from './findFormat.ts';
import { chosenFiles } from './reading/chosenFiles.ts';
import { layoutNames } from './reading/layoutModule.ts';
import { corpusLayoutOf, questionLayoutOf } from './reading/layoutOf.ts';
import { listed } from './reading/listed.ts';
import { lookAt, type Seen } from './reading/lookAt.ts';

/**
 * The question format that a file, folder or archive is written in, by its content: the names of its files, the header
 * of a table, or the keys of its first record.
 * @throws RagstoneError `bad-file` that lists what was seen and what is known, and as `openFiles` does.
 */
export async function detectQuestionFormat(path: string, options: ReadOptions): Promise<QuestionFormat> {
  const seen = await see(path, options);
  const name = questionLayoutOf(seen);
  if (name !== undefined) return findQuestionFormat(name);
  throw unknownLayout(path, 'question', seen, await layoutNames('formats'));
}

/**
 * The corpus format of a file, folder or archive; a question file with contexts is the corpus `contexts`.
 * @throws as `detectQuestionFormat` does.
 */
export async function detectCorpusFormat(path: string, options: ReadOptions): Promise<CorpusFormat> {
  const seen = await see(path, options);
  const name = corpusLayoutOf(seen);
  if (name !== undefined) return findCorpusFormat(name);
  throw unknownLayout(path, 'corpus', seen, await layoutNames('corpora'));
}

async function see(path: string, options: ReadOptions): Promise<Seen> {
  const { many, files } = await openFiles(path, options.signal);
  const names = files.map(({ name }) => name);
  if (many && names.some((name) => /(?:^|\/)queries\.jsonl(?:\.gz)?$/.test(name))) {
    return { kind: 'files', names };
  }
  const [file] = await chosenFiles(path, options, ['jsonl', 'json', 'tsv', 'parquet']);
  if (file !== undefined) return lookAt(file, options.signal);
  throw new RagstoneError('bad-file', 'There are no files in it.', { place: { file: path } });
}

function unknownLayout(path: string, what: string, seen: Seen, known: readonly string[]): RagstoneError {
  return new RagstoneError(
    'bad-file',
    `This is no ${what} layout that is known. Seen: ${described(seen)}. Known: ${known.join(', ')}; see docs/data-formats.md.`,
    { place: { file: path }, input: seen },
  );
}

function described(seen: Seen): string {
  switch (seen.kind) {
    case 'files':
      return `the files ${listed(seen.names)}`;
    case 'object':
      return `a JSON object with a list at the key "${seen.key}"`;
    case 'records':
      return `records with the keys ${listed(Object.keys(seen.first))}`;
    case 'table':
      return `a table with the columns ${listed(seen.header)}`;
    case 'nothing':
      return seen.because;
  }
}
