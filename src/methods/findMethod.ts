import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { RagstoneError } from '../errors.ts';
import { nearestName } from '../io/nearestName.ts';
import type { MethodDefinition } from '../ports/method.ts';
import type { Roles } from '../ports/roles.ts';

/** A method whose settings were not checked yet: the runner parses them with the method's own schema. */
export type AnyMethod = MethodDefinition<unknown, Roles>;

/** A method of another name over a source of its own. */
export interface MethodPreset {
  readonly name: string;
  readonly summary: string;
  readonly use: string;
  readonly source: 'gold';
}

const here = path.dirname(fileURLToPath(import.meta.url));

/** The names of the built-in methods and presets: the files of this folder that are named in kebab case. */
export async function methodNames(): Promise<readonly string[]> {
  const files = await readdir(here);
  return files.flatMap((file) => /^([a-z0-9]+(?:-[a-z0-9]+)*)\.(?:ts|js)$/.exec(file)?.[1] ?? []).sort();
}

/**
 * The method or preset of that name. A name that begins with `./`, `../` or `/` is a module of the user's own,
 * relative to `from`; a name with a scope or a slash is a package.
 * @throws RagstoneError `unknown-name`, or `usage` when a module holds no method
 */
export async function findMethod(name: string, from: string): Promise<AnyMethod | MethodPreset> {
  if (/^\.{0,2}\//.test(name)) return load(pathToFileURL(path.resolve(from, name)).href, name);
  if (name.includes('/')) return load(name, name);
  const known = await methodNames();
  const found = known.find((candidate) => candidate === name);
  if (found === undefined) {
    const near = nearestName(name, known);
    throw new RagstoneError(
      'unknown-name',
      `There is no method "${name}"${near === undefined ? '.' : `; did you mean "${near}"?`} Known: ${known.join(', ')}; a module of your own begins with "./".`,
      { input: name },
    );
  }
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return load(new URL(`./${found}.${extension}`, import.meta.url).href, name);
}

export function isPreset(found: AnyMethod | MethodPreset): found is MethodPreset {
  return 'use' in found;
}

/** The default export, or else the only export that is a method. */
async function load(specifier: string, name: string): Promise<AnyMethod | MethodPreset> {
  let module: Readonly<Record<string, unknown>>;
  try {
    module = (await import(specifier)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new RagstoneError('usage', `The method "${name}" cannot be loaded: ${String(error)}`, {
      cause: error,
      input: name,
    });
  }
  const [found, ...others] =
    'default' in module ? [module['default']] : Object.values(module).filter(isMethod);
  if (!isMethod(found) || others.length > 0) {
    throw new RagstoneError(
      'usage',
      `The module "${name}" must export one method (an object with name, roles, settings, fits and answer), as its default or only export.`,
      { input: name },
    );
  }
  return found;
}

function isMethod(value: unknown): value is AnyMethod | MethodPreset {
  if (typeof value !== 'object' || value === null || !('name' in value)) return false;
  return 'use' in value || ('answer' in value && 'roles' in value && 'settings' in value && 'fits' in value);
}
