import { RagstoneError } from '../../errors.ts';
import { siblingModule } from '../../io/siblingModule.ts';

/**
 * What the module `name`, in a folder named relative to `from` (`import.meta.url`), exports under its own name.
 * `name` comes from a directory listing, never from input.
 */
export async function namedExport<T>(from: string, folder: string, name: string): Promise<T> {
  const module = (await import(siblingModule(from, `${folder}/${name}`).href)) as Readonly<Record<string, T>>;
  const found = module[name];
  if (found === undefined)
    throw new RagstoneError('internal', `The module ${name} does not export "${name}".`);
  return found;
}
