import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `data/` and `vectors/`: `RAGSTONE_DATA`, by default `shared` beside the project. */
function realDataFolder(): string {
  return process.env['RAGSTONE_DATA'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
}

/** Whether the real data is on this machine. */
export function hasRealData(): boolean {
  return (
    existsSync(path.join(realDataFolder(), 'data')) && existsSync(path.join(realDataFolder(), 'vectors'))
  );
}

/** A file of the real data (`data/…`) or of the official scorers' outputs (`vectors/…`). */
export function realData(relative: string): string {
  const file = path.join(realDataFolder(), relative);
  if (!existsSync(file)) {
    throw new Error(`${file} is not there. Set RAGSTONE_DATA to the folder that holds data/ and vectors/.`);
  }
  return file;
}
