import { access, constants, link, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RagstoneError } from '../../errors.ts';
import type { Manifest } from '../../ports/manifest.ts';
import { readManifest } from './readRun.ts';
import { runLayout } from './runLayout.ts';

/** `20261121-174501-three-methods`: a name that sorts by time. `when` in UTC. */
export function runId(when: Date, name: string): string {
  const time = when
    .toISOString()
    .replaceAll(/[-:]|\.\d+Z/g, '')
    .replace('T', '-');
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 48);
  return slug === '' ? time : `${time}-${slug}`;
}

/** Makes the folder of runs, if need be, before anything else costs time. @throws RagstoneError `storage` */
export async function refuseUnwritable(results: string): Promise<void> {
  try {
    await mkdir(results, { recursive: true });
    await access(results, constants.W_OK);
  } catch (error) {
    throw new RagstoneError('storage', `Cannot write runs into ${results}: give another folder with --out.`, {
      cause: error,
      input: results,
    });
  }
}

/**
 * Makes the run's folder with its manifest, or joins one of the same experiment (shards of one run start side by
 * side: whoever is first makes it). Gives the manifest that stands.
 * @throws RagstoneError `storage` when the folder cannot be written, `mismatch` when it holds another experiment
 */
export async function createOrJoin(folder: string, manifest: Manifest): Promise<Manifest> {
  const file = runLayout.manifest(folder);
  const temporary = `${file}.${process.pid}.new`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(temporary, serialise(manifest));
    await link(temporary, file);
    return manifest;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw new RagstoneError(
        'storage',
        `Cannot write a run into ${folder}: give another folder with --out.`,
        {
          cause: error,
          input: folder,
        },
      );
    }
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined); // It may never have come to be.
  }
  const standing = await readManifest(folder);
  refuseOther(folder, standing, manifest);
  return standing;
}

/** @throws RagstoneError `mismatch`, naming what differs */
export function refuseOther(folder: string, standing: Manifest, wanted: Manifest): void {
  if (standing.experimentHash === wanted.experimentHash) return;
  const differs = (
    ['seed', 'repeats', 'systems', 'environments', 'cells', 'datasets', 'retrievers', 'models'] as const
  ).find((field) => JSON.stringify(standing[field]) !== JSON.stringify(wanted[field]));
  throw new RagstoneError(
    'mismatch',
    `${path.basename(folder)} is a run of another experiment: its ${differs ?? 'settings'} differ from what this would run. Start a new run, or restore what changed.`,
    {
      input: folder,
      place: { file: runLayout.manifest(folder), ...(differs !== undefined && { field: differs }) },
    },
  );
}

/** The newest run below `results` that is not complete. @throws RagstoneError `usage` when there is none */
export async function latestUnfinished(results: string): Promise<string> {
  for (const folder of await runFolders(results)) {
    if ((await readManifest(folder)).status !== 'complete') return folder;
  }
  throw new RagstoneError('usage', `There is no unfinished run in ${results}.`, { input: results });
}

/** A run's folder from a path, or from its name below `results`. @throws RagstoneError `usage` when there is none */
export async function findRun(run: string, results: string): Promise<string> {
  for (const folder of [run, path.join(results, run)]) {
    const names: readonly string[] = await readdir(folder).catch(() => []);
    if (names.includes('run.json')) return folder;
  }
  const known = (await runFolders(results)).slice(0, 5).map((folder) => path.basename(folder));
  throw new RagstoneError(
    'usage',
    `There is no run "${run}". ${known.length === 0 ? `${results} holds none.` : `The newest in ${results}: ${known.join(', ')}.`}`,
    { input: run },
  );
}

/** Newest first. */
async function runFolders(results: string): Promise<readonly string[]> {
  const entries = await readdir(results, { withFileTypes: true }).catch(() => []);
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(results, entry.name));
  const runs = await Promise.all(
    folders.map(async (folder) => ((await readdir(folder)).includes('run.json') ? [folder] : [])),
  );
  return runs.flat().sort().reverse();
}

export function serialise(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
