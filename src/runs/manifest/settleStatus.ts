import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomic } from '../../io/writeAtomic.ts';
import type { Manifest } from '../../ports/manifest.ts';
import { readLimits } from '../disk/keepLimits.ts';
import { runLayout } from '../disk/runLayout.ts';
import { serialise } from '../disk/runFolders.ts';
import { writerOf, type Shard } from '../disk/shard.ts';
import { runStatus } from './runStatus.ts';

/**
 * Writes the run's status, and the limits of its servers, after this writer has ended. Shards that end at the same moment
 * may each overwrite the other's word, so it is looked at again until it stands.
 */
export async function settleStatus(
  folder: string,
  manifest: Manifest,
  writer: { readonly shard: Shard; readonly stopped: boolean },
): Promise<Manifest> {
  let settled = await standing(folder, manifest, writer);
  for (;;) {
    const finished = settled.status === 'running' ? {} : { finished: new Date().toISOString() };
    const written: Manifest = { ...manifest, ...settled, ...finished };
    await writeAtomic(runLayout.manifest(folder), serialise(written));
    const now = await standing(folder, manifest, writer);
    if (JSON.stringify(now) === JSON.stringify(settled)) return written;
    settled = now;
  }
}

/** What follows from the run's files. */
async function standing(
  folder: string,
  manifest: Manifest,
  writer: { readonly shard: Shard; readonly stopped: boolean },
): Promise<Pick<Manifest, 'status' | 'servers'>> {
  const limits = await readLimits(folder);
  const servers = manifest.servers?.map((server) => ({ ...server, limits: limits.get(server.id) ?? [] }));
  return { status: await statusNow(folder, manifest, writer), ...(servers !== undefined && { servers }) };
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
