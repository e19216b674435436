import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Where pulled data, indexes and models live: `RAGSTONE_HOME`, or `ragstone` in the XDG cache folder
 * (`~/.cache/ragstone`).
 */
export function home(environment: NodeJS.ProcessEnv = process.env): string {
  const told = environment['RAGSTONE_HOME'];
  if (told !== undefined && told !== '') return path.resolve(told);
  const xdg = environment['XDG_CACHE_HOME'];
  return path.join(xdg !== undefined && xdg !== '' ? xdg : path.join(homedir(), '.cache'), 'ragstone');
}
