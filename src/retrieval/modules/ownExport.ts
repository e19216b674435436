import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { RagstoneError } from '../../errors.ts';

/** Whether a name is that of a module: a path (`./mine.ts`), or a package with a scope or a slash. */
export function isOwnModule(name: string): boolean {
  return name.includes('/');
}

/**
 * What a module of the user's own exports, as its default or as its only export that `is` one.
 * @param name A path relative to `from`, or a package.
 * @param wanted Completes "The module … must export one", for people.
 * @throws RagstoneError `usage` when the module cannot be loaded or holds none, or several
 */
export async function ownExport<T>(
  name: string,
  from: string,
  is: (value: unknown) => value is T,
  wanted: string,
): Promise<T> {
  const isPath = /^\.{0,2}\//.test(name);
  const specifier = isPath ? pathToFileURL(path.resolve(from, name)).href : name;
  let module: Readonly<Record<string, unknown>>;
  try {
    module = (await import(specifier)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new RagstoneError('usage', `The module ${name} cannot be loaded: ${String(error)}`, {
      cause: error,
      input: name,
    });
  }
  const [found, ...others] = 'default' in module ? [module['default']] : Object.values(module).filter(is);
  if (is(found) && others.length === 0) return found;
  throw new RagstoneError(
    'usage',
    `The module ${name} must export one ${wanted}, as its default or only one.`,
    {
      input: name,
    },
  );
}
