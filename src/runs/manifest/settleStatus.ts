import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomic } from '../../io/writeAtomic.ts';
import type { Manifest } from '../../ports/manifest.ts';
import { runLayout } from '../disk/runLayout.ts';
import { serialise } from '../disk/runFolders.ts';
import { writerOf, type Shard } from '../disk/shard.ts';
import { runStatus } from './runStatus.ts';

/**
 * Writes the run's status after this writer has ended. Shards that end at the same moment may each overwrite the
 * other's word, so it is looked at again until it stands.
 */
export async function settleStatus(
  folder: string,
  manifest: Manifest,
  writer: { readonly shard: Shard; readonly stopped: boolean },
): Promise<Manifest> {
  let settled = await statusNow(folder, manifest, writer);
  for (;;) {
    const finished = settled === 'running' ? {} : { finished: new Date().toISOString() };
    const written: Manifest = { ...manifest, status: settled, ...finished };
    await writeAtomic(runLayout.manifest(folder), serialise(written));
    const now = await statusNow(folder, manifest, writer);
    if (now === settled) return written;
    settled = now;
  }
}

/** What a writer that was not stopped leaves open belongs to other shards, at work now or later. */
async function statusNow(
  folder: string,
  manifest: Manifest,
  { shard, stopped }: { readonly shard: Shard; readonly stopped: boolean },
): Promise<Manifest['status']> {
  const status = await runStatus(folder, manifest);
  if (status !== 'interrupted') return status;
  const own = path.basename(runLayout.lock(folder, writerOf(shard)));
  const others = (await readdir(folder)).filter((name) => name.endsWith('.lock') && name !== own);
  return others.length > 0 || !stopped ? 'running' : status;
}
