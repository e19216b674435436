import { hubAddressText } from '../../../backends/hub/hubAddress.ts';
import { hubSettings } from '../../../backends/hub/hubSettings.ts';
import { listCache } from '../../../backends/hub/listCache.ts';
import { readableBytes } from '../../../datasets/catalog/readableBytes.ts';
import { terminalSafe } from '../../ui/terminalSafe.ts';
import { textTable } from '../../ui/textTable.ts';

/** `ragstone models list`. */
export async function modelsListCommand(json: boolean): Promise<void> {
  const { cache } = await hubSettings();
  const snapshots = await listCache(cache);
  if (json) {
    process.stdout.write(`${JSON.stringify({ cache, snapshots }, undefined, 2)}\n`);
    return;
  }
  const rows = snapshots.flatMap(({ repo, commit, refs, files }) =>
    files.map(({ path, bytes }) => [
      hubAddressText({ repo, revision: commit, path }),
      readableBytes(bytes),
      refs.join(' '),
    ]),
  );
  process.stdout.write(
    rows.length === 0
      ? `No models in ${cache}. Bring one with: ragstone models pull hf:owner/repo@revision/path.gguf\n`
      : `${terminalSafe(textTable(['address', 'size', 'branches and tags'], rows))}in ${cache}\n`,
  );
}
