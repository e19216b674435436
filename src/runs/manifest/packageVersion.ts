import { readFile } from 'node:fs/promises';
import { packagedPath } from '../../io/packagedPath.ts';

/** Ragstone's own version. */
export async function packageVersion(): Promise<string> {
  const text = await readFile(packagedPath('package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
