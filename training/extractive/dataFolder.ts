import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RagstoneError } from '../../src/errors.ts';

/**
 * The folder that the data files' names are relative to: `data` in the folder named by `RAGSTONE_DATA`, by default in
 * `shared` beside the project.
 * @throws RagstoneError `missing-data` where there is none.
 */
export function dataFolder(): string {
  const told = process.env['RAGSTONE_DATA'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
  const folder = path.join(told, 'data');
  if (!existsSync(folder)) {
    throw new RagstoneError(
      'missing-data',
      `${folder} is not there. Set RAGSTONE_DATA to the folder that holds data/.`,
    );
  }
  return folder;
}
