import { openFiles } from '../../io/openFiles.ts';
import { lookAt } from '../reading/lookAt.ts';

/** What a corpus that was reduced to a pool is called wherever its name stands. */
export const pooledLabel = 'pooled: not comparable with full Wikipedia';

/**
 * What a corpus says of its reduction: the text under `pooled` in each of its records, so that the mark stays with the
 * passages however the file is copied or cut. `undefined` for a corpus that was not reduced.
 */
export async function pooledMark(location: string, signal: AbortSignal): Promise<string | undefined> {
  const [file] = (await openFiles(location, signal)).files;
  const seen = file && (await lookAt(file, signal));
  const mark = seen?.kind === 'records' ? seen.first['pooled'] : undefined;
  return typeof mark === 'string' ? mark : undefined;
}
