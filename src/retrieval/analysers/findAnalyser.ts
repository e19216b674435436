import { RagstoneError } from '../../errors.ts';
import { nearestName } from '../../io/nearestName.ts';
import { moduleNames } from '../modules/moduleNames.ts';
import { namedExport } from '../modules/namedExport.ts';
import type { Analyser } from './analyser.ts';

/** The names of all analysers (`english@1`), sorted: one for each file `<name><version>.ts` of this folder. */
export async function analyserNames(): Promise<readonly string[]> {
  const files = await moduleNames(new URL('.', import.meta.url));
  return files.flatMap((file) => {
    const [, name, version] = /^([a-z]+)([0-9]+)$/.exec(file) ?? [];
    return name === undefined || version === undefined ? [] : [`${name}@${version}`];
  });
}

/**
 * The analyser of that name.
 * @throws RagstoneError `unknown-name`, with the nearest name that exists.
 */
export async function findAnalyser(name: string): Promise<Analyser> {
  const names = await analyserNames();
  if (!names.includes(name)) {
    const meant = nearestName(name, names);
    const advice = meant === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${meant}?`;
    throw new RagstoneError('unknown-name', `There is no analyser "${name}". ${advice}`, { input: name });
  }
  return namedExport<Analyser>(import.meta.url, '.', name.replace('@', ''));
}
