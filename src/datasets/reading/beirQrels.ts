import { RagstoneError } from '../../errors.ts';
import { lineBatches } from '../../io/lineBatches.ts';
import type { SourceFile } from '../../io/sourceFile.ts';

/**
 * The relevant passages (score above 0) of each query that a BEIR qrels file judges, in its order. The header line
 * `query-id TAB corpus-id TAB score` may be missing. Memory: all judgements.
 * @throws RagstoneError `bad-record` for a line of another form.
 */
export async function beirQrels(
  file: SourceFile,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const relevant = new Map<string, string[]>();
  for await (const { lines, first } of lineBatches(file, signal)) {
    for (const [index, line] of lines.entries()) {
      const number = first + index;
      const cells = line.split('\t');
      const [query = '', passage = '', score = ''] = cells;
      if (line === '' || (number === 1 && score === 'score')) continue;
      if (cells.length !== 3 || query === '' || passage === '' || !/^-?\d+$/.test(score)) {
        throw new RagstoneError('bad-record', 'Expected query-id TAB corpus-id TAB score, a whole number.', {
          place: { file: file.label, line: number },
          input: line,
        });
      }
      const passages = relevant.get(query) ?? [];
      if (Number(score) > 0) passages.push(passage);
      relevant.set(query, passages);
    }
  }
  return relevant;
}
