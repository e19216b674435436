import { digestRun, type DigestOptions } from './digestRun.ts';
import type { Summary } from './summary.ts';

/**
 * Every number of a run: what `summary.json` holds.
 * @throws RagstoneError `bad-file`, `bad-record`
 */
export async function summarise(folder: string, options: DigestOptions = {}): Promise<Summary> {
  return (await digestRun(folder, options)).summary;
}
