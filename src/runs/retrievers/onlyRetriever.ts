import { RagstoneError } from '../../errors.ts';
import { nearestName } from '../../io/nearestName.ts';
import type { Experiment } from '../experiment/experimentSchema.ts';
import { defaultRetriever } from '../plan/resolveRetrievers.ts';

/**
 * The experiment with one retriever, those that it is made of and the models that they name; an only model stays, for
 * it plays roles that nobody is named for. So no server is needed that this retriever does not ask.
 * @throws RagstoneError `usage` when there is no such retriever
 */
export function onlyRetriever(experiment: Experiment, id: string): Experiment {
  const known = [...new Set([...Object.keys(experiment.retrievers), defaultRetriever])];
  if (!known.includes(id)) {
    const near = nearestName(id, known);
    throw new RagstoneError(
      'usage',
      `The experiment has no retriever "${id}"${near === undefined ? '' : `; did you mean "${near}"?`} Known: ${known.join(', ')}.`,
      { input: id },
    );
  }
  const wanted = new Set<string>();
  const take = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const part of experiment.retrievers[name]?.of ?? []) take(part);
  };
  take(id);
  const retrievers = pick(experiment.retrievers, wanted);
  const named = new Set(Object.values(retrievers).flatMap(({ roles = {} }) => Object.values(roles)));
  const models =
    Object.keys(experiment.models).length === 1 ? experiment.models : pick(experiment.models, named);
  return { ...experiment, retrievers, models };
}

function pick<T>(all: Readonly<Record<string, T>>, wanted: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
}
