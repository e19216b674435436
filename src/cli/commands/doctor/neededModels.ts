import { z } from 'zod';
import { findMethod, isPreset } from '../../../methods/findMethod.ts';
import type { Experiment } from '../../../runs/experiment/experimentSchema.ts';

const casting = z.object({ roles: z.record(z.string(), z.string()) });

/** A system of an experiment file, or what takes its place without gold. */
export type WrittenSystem = Omit<Experiment['systems'][number], 'withoutGold'>;

/** The systems of an experiment, each with its stand-in behind it. */
export function writtenSystems({ systems }: Experiment): readonly WrittenSystem[] {
  return systems.flatMap(({ withoutGold, ...spec }) => [
    spec,
    ...(withoutGold === undefined ? [] : [withoutGold]),
  ]);
}

/**
 * Who plays the roles of a system; `undefined` where nobody is named. The only model of an experiment plays all that
 * nobody is named for.
 */
export async function castOf(
  { use, roles }: WrittenSystem,
  experiment: Experiment,
  from: string,
): Promise<Readonly<Record<string, string | undefined>>> {
  const found = await findMethod(use, from);
  const method = isPreset(found) ? await findMethod(found.use, from) : found;
  const wanted = isPreset(method) ? [] : Object.keys(method.roles);
  const [only, ...others] = Object.keys(experiment.models);
  const usual = others.length === 0 ? only : undefined;
  return Object.fromEntries(wanted.map((role) => [role, roles[role] ?? usual]));
}

/** Every model that a system or a retriever of an experiment needs, in the file's order. */
export async function neededModels(experiment: Experiment, from: string): Promise<readonly string[]> {
  const casts = await Promise.all(
    writtenSystems(experiment).map((system) => castOf(system, experiment, from)),
  );
  const ofRetrievers = Object.values(experiment.retrievers).flatMap((retriever) =>
    Object.values(casting.safeParse(retriever).data?.roles ?? {}),
  );
  const needed = new Set([...casts.flatMap((cast) => Object.values(cast)), ...ofRetrievers]);
  return Object.keys(experiment.models).filter((id) => needed.has(id));
}
