import { RagstoneError } from '../errors.ts';
import { packagedPath } from './packagedPath.ts';

const scheme = 'ragstone:';

/**
 * A path as it is told; of `ragstone:models/…`, where that file or folder of the package lies on
 * this machine.
 * @throws RagstoneError `usage` for one that leads elsewhere
 */
export function shippedFile(told: string): string {
  if (!told.startsWith(scheme)) return told;
  const relative = told.slice(scheme.length);
  if (/^models\/[a-z0-9][a-z0-9._-]*$/.test(relative)) return packagedPath(relative);
  throw new RagstoneError(
    'usage',
    `${told} is nothing that ships with Ragstone: that is named ragstone:models/NAME.`,
    { input: told },
  );
}
