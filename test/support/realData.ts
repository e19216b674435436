import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A file of the real data (`data/…`) or of the official scorers' outputs (`vectors/…`). The folder that holds
 * both is named by `RAGSTONE_DATA`; by default it is `shared`, beside the project.
 */
export function realData(relative: string): string {
  const folder = process.env['RAGSTONE_DATA'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
  const file = path.join(folder, relative);
  if (!existsSync(file)) {
    throw new Error(`${file} is not there. Set RAGSTONE_DATA to the folder that holds data/ and vectors/.`);
  }
  return file;
}
