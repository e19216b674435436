import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { RagstoneError } from '../../errors.ts';
import type { Engine } from './engine.ts';

/**
 * The engine that a module of the user's own exports, as its default or its only engine.
 * @param file Relative to the working directory.
 * @throws RagstoneError `usage` when the module cannot be loaded or holds none
 */
export async function loadEngine(file: string): Promise<Engine> {
  let module: Readonly<Record<string, unknown>>;
  try {
    module = (await import(pathToFileURL(path.resolve(file)).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new RagstoneError('usage', `The module ${file} cannot be loaded: ${String(error)}`, {
      cause: error,
      input: file,
    });
  }
  const [found, ...others] =
    'default' in module ? [module['default']] : Object.values(module).filter(isEngine);
  if (isEngine(found) && others.length === 0) return found;
  throw new RagstoneError(
    'usage',
    `The module ${file} must export one engine (an object with fingerprint and open), as its default or only one: see docs/langchain.md.`,
    { input: file },
  );
}

function isEngine(value: unknown): value is Engine {
  return typeof value === 'object' && value !== null && 'fingerprint' in value && 'open' in value;
}
