import { readdir } from 'node:fs/promises';

import { RagstoneError } from '../../errors.ts';
import { nearestName } from '../../io/nearestName.ts';
import { siblingModule } from '../../io/siblingModule.ts';

/** The names of the layouts in a folder beside this one: its files, named in kebab case. */
export async function layoutNames(folder: 'formats' | 'corpora'): Promise<readonly string[]> {
  const files = await readdir(new URL(`../${folder}/`, import.meta.url));
  return files.flatMap((file) => /^([a-z0-9]+(?:-[a-z0-9]+)*)\.(?:ts|js)$/.exec(file)?.[1] ?? []).sort();
}

/** The layout of that name. @throws RagstoneError `unknown-name`, with the nearest one and all that are known. */
export async function layoutModule<T extends { readonly name: string }>(
  folder: 'formats' | 'corpora',
  what: string,
  name: string,
): Promise<T> {
  const names = await layoutNames(folder);
  // The name is compared, never made a path: it comes from the user.
  const known = names.find((one) => one === name);
  if (known === undefined) {
    const near = nearestName(name, names);
    throw new RagstoneError(
      'unknown-name',
      `There is no ${what} "${name}"${near === undefined ? '' : `; did you mean "${near}"?`} Known: ${names.join(', ')}.`,
      { input: name },
    );
  }
  const module = (await import(siblingModule(import.meta.url, `../${folder}/${known}`).href)) as Record<
    string,
    T
  >;
  const layout = Object.values(module).find((member) => member.name === known && typeof member === 'object');
  if (layout !== undefined) return layout;
  throw new RagstoneError('internal', `The module ${folder}/${known} does not export its ${what}.`);
}
