import { RagstoneError } from '../errors.ts';
import { nearestName } from '../io/nearestName.ts';
import { moduleNames } from './modules/moduleNames.ts';
import { namedExport } from './modules/namedExport.ts';
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
