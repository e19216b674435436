import { RagstoneError } from '../../errors.ts';

/** The number of environments of a table with one row a question; 0 without questions. */
export function columns(rows: readonly (readonly unknown[])[]): number {
  const count = rows[0]?.length ?? 0;
  const ragged = rows.findIndex((row) => row.length !== count);
  if (ragged !== -1) {
    throw new RagstoneError(
      'internal',
      `Question ${ragged + 1} has ${rows[ragged]?.length} environments, the first has ${count}. ` +
        'Keep only questions that were answered in all environments.',
    );
  }
  return count;
}
