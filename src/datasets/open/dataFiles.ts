import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { badFile } from '../../io/badFile.ts';
import type { DataFile } from '../../ports/dataset.ts';

/** The files at a path: itself, or what lies in the folder. Names begin with the last part of the path. */
export async function dataFiles(location: string): Promise<readonly DataFile[]> {
  try {
    const base = path.basename(location);
    const stats = await stat(location);
    if (!stats.isDirectory()) return [{ name: base, path: location, bytes: stats.size }];
    const names = await readdir(location, { recursive: true });
    const files = await Promise.all(
      names.sort().map(async (name) => ({ name, stats: await stat(path.join(location, name)) })),
    );
    return files
      .filter((file) => file.stats.isFile())
      .map((file) => ({
        name: `${base}/${file.name.split(path.sep).join('/')}`,
        path: path.join(location, file.name),
        bytes: file.stats.size,
      }));
  } catch (error) {
    throw badFile(location, error);
  }
}
