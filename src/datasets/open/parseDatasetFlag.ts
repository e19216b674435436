import { RagstoneError } from '../../errors.ts';

/**
 * Reads the value of `--dataset`: `hotpotqa`, or `hotpotqa=path/to/file` for a file in that dataset's layout.
 * @throws RagstoneError `usage` when the name or the file is empty.
 */
export function parseDatasetFlag(flag: string): { readonly use: string; readonly file?: string } {
  const at = flag.indexOf('=');
  const use = (at === -1 ? flag : flag.slice(0, at)).trim();
  const file = at === -1 ? undefined : flag.slice(at + 1).trim();
  if (use === '' || file === '') {
    throw new RagstoneError(
      'usage',
      `--dataset "${flag}": write NAME, or NAME=FILE for a file of your own.`,
      {
        input: flag,
      },
    );
  }
  return { use, ...(file !== undefined && { file }) };
}
