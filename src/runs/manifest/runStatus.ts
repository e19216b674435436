import type { Manifest } from '../../ports/manifest.ts';
import { readFinished } from '../disk/readFinished.ts';

/**
 * What has become of a run, from its files: `complete` when every question of every cell is answered, skipped or
 * failed by the method's own fault; `incomplete` when only infrastructure failures are open; else `interrupted`.
 */
export async function runStatus(folder: string, manifest: Manifest): Promise<Manifest['status']> {
  let [open, broken] = [0, 0];
  for (const cell of manifest.cells) {
    const questions = manifest.datasets.find((dataset) => dataset.id === cell.dataset)?.ids.length ?? 0;
    const { count, failed } = await readFinished(folder, cell.id, questions, false);
    broken += failed.infrastructure;
    open += questions - count;
  }
  if (open === 0) return 'complete';
  return open === broken ? 'incomplete' : 'interrupted';
}
