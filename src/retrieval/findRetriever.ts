import { RagstoneError } from '../errors.ts';
import { nearestName } from '../io/nearestName.ts';
import { moduleNames } from './modules/moduleNames.ts';
import { namedExport } from './modules/namedExport.ts';
import type { RetrieverDefinition } from './retrieverDefinition.ts';

/** The names of all kinds of retrievers, sorted: the files of `retrievers/`. */
export function retrieverNames(): Promise<readonly string[]> {
  return moduleNames(new URL('./retrievers/', import.meta.url));
}

/**
 * The retriever of that name; its settings are `unknown` until its own schema has parsed them.
 * @throws RagstoneError `unknown-name`, with the nearest name that exists.
 */
export async function findRetriever(name: string): Promise<RetrieverDefinition<unknown>> {
  const names = await retrieverNames();
  if (!names.includes(name)) {
    const meant = nearestName(name, names);
    const advice = meant === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${meant}?`;
    throw new RagstoneError('unknown-name', `There is no retriever "${name}". ${advice}`, { input: name });
  }
  return namedExport<RetrieverDefinition<unknown>>(import.meta.url, 'retrievers', name);
}
