import type { PlannedSystem } from './resolveSystems.ts';

/**
 * Warnings about systems with a model that was trained on a dataset of that name, as its entry says: their figures on it
 * are in-domain, those of the others are not. `beir-nq` and `flashrag-nq` are `nq` too.
 */
export function inDomain(dataset: string, systems: readonly PlannedSystem[]): readonly string[] {
  return systems.flatMap(({ id, roles, backends }) =>
    Object.entries(backends).flatMap(([role, { identity }]) => {
      const { trainedOn } = identity;
      const own = trainedOn.known ? trainedOn.value.find((name) => isSame(dataset, name)) : undefined;
      if (own === undefined) return [];
      return [`${dataset}: ${id} is in-domain here: its ${role} (${roles[role]}) was trained on ${own}.`];
    }),
  );
}

function isSame(dataset: string, trainedOn: string): boolean {
  return dataset === trainedOn || /^(?:beir|flashrag)-(.*)$/.exec(dataset)?.[1] === trainedOn;
}
