import { RagstoneError } from '../errors.ts';
import { nearestName } from '../io/nearestName.ts';
import type { Engine } from './engines/engine.ts';
import { engineWanted, isEngine } from './engines/loadEngine.ts';
import { moduleNames } from './modules/moduleNames.ts';
import { namedExport } from './modules/namedExport.ts';
import { isOwnModule, ownExport } from './modules/ownExport.ts';
import type { CombinedRetriever, RetrieverDefinition } from './retrieverDefinition.ts';

/** A kind of retriever whose settings were not checked yet. */
export type AnyRetriever = RetrieverDefinition<unknown> | CombinedRetriever<unknown>;

/** The names of all kinds of retrievers, sorted: the files of `retrievers/`. */
export function retrieverNames(): Promise<readonly string[]> {
  return moduleNames(new URL('./retrievers/', import.meta.url));
}

/**
 * The retriever of that name; its settings are `unknown` until its own schema has parsed them.
 * @throws RagstoneError `unknown-name`, with the nearest name that exists.
 */
export async function findRetriever(name: string): Promise<AnyRetriever> {
  const names = await retrieverNames();
  if (!names.includes(name)) {
    const meant = nearestName(name, names);
    const advice = meant === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${meant}?`;
    throw new RagstoneError('unknown-name', `There is no retriever "${name}". ${advice}`, { input: name });
  }
  return namedExport<AnyRetriever>(import.meta.url, 'retrievers', name);
}

/**
 * The retriever of that name, or what a module of the user's own exports: a kind of retriever, or an engine outside
 * Ragstone that a corpus was pushed to.
 * @param name A name; a path that begins with `./`, `../` or `/`; or a package with a scope or a slash.
 * @param from Folder that paths are relative to.
 * @throws RagstoneError `unknown-name`; `usage` when a module holds none, or takes the name of a built-in kind
 */
export async function findSearch(name: string, from: string): Promise<AnyRetriever | Engine> {
  if (!isOwnModule(name)) return findRetriever(name);
  const found = await ownExport(name, from, isSearch, `${engineWanted} or retriever`);
  // Indexes are told apart by the name of what made them.
  if (isEngine(found) || !(await retrieverNames()).includes(found.name)) return found;
  throw new RagstoneError(
    'usage',
    `The module ${name} calls its retriever "${found.name}", which is one of Ragstone's own: give it another name.`,
    { input: found.name },
  );
}

export function isCombined(retriever: AnyRetriever): retriever is CombinedRetriever<unknown> {
  return 'combine' in retriever;
}

/** The kind of that name, which must have an index on disk. @throws RagstoneError `unknown-name`, `usage` */
export async function findIndexed(name: string): Promise<RetrieverDefinition<unknown>> {
  const found = await findRetriever(name);
  if (!isCombined(found)) return found;
  throw new RagstoneError('usage', `The retriever "${name}" is made of others and has no index of its own.`, {
    input: name,
  });
}

function isSearch(value: unknown): value is AnyRetriever | Engine {
  if (isEngine(value)) return true;
  if (typeof value !== 'object' || value === null || !('name' in value) || !('settings' in value))
    return false;
  return (
    ('combine' in value && 'parts' in value) || ('baked' in value && 'write' in value && 'open' in value)
  );
}
