import { readdir } from 'node:fs/promises';
import { RagstoneError } from '../errors.ts';
import { nearestName } from '../io/nearestName.ts';
import { siblingModule } from '../io/siblingModule.ts';
import type { Family } from './family.ts';

/** All families: the files of `families/`, in kebab case. */
export async function families(): Promise<readonly Family[]> {
  const files = await readdir(new URL('./families/', import.meta.url));
  const names = files
    .flatMap((file) => /^([a-z0-9]+(?:-[a-z0-9]+)*)\.(?:ts|js)$/.exec(file)?.[1] ?? [])
    .sort();
  return Promise.all(names.map(load));
}

/** The family of that name (`vllm`, `llama.cpp` …). @throws RagstoneError `unknown-name` */
export async function findFamily(name: string): Promise<Family> {
  const all = await families();
  const found = all.find((family) => family.name === name);
  if (found !== undefined) return found;
  const names = all.map((family) => family.name);
  const near = nearestName(name, names);
  throw new RagstoneError(
    'unknown-name',
    `There is no kind of server "${name}"${near === undefined ? '' : `; did you mean "${near}"?`} Known: ${names.join(', ')}.`,
    { input: name },
  );
}

async function load(file: string): Promise<Family> {
  const url = siblingModule(import.meta.url, `families/${file}`).href;
  const module = (await import(url)) as Readonly<Record<string, Family>>;
  const found = Object.values(module).find((member) => typeof member === 'object' && 'recognise' in member);
  if (found !== undefined) return found;
  throw new RagstoneError('internal', `The module families/${file} does not export its family.`);
}
