import { readdir } from 'node:fs/promises';

/** The names of the modules in a folder, sorted, without extension; declarations are left out. */
export async function moduleNames(folder: URL): Promise<readonly string[]> {
  const files = await readdir(folder);
  const names = files.flatMap((file) => /^([^.]+)\.(?:ts|js)$/.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort();
}
