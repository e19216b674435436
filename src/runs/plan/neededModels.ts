import { findMethod, isPreset, type AnyMethod } from '../../methods/findMethod.ts';
import type { RoleKind, Roles } from '../../ports/roles.ts';
import { isEngine } from '../../retrieval/engines/loadEngine.ts';
import { findSearch, retrieverNames } from '../../retrieval/findRetriever.ts';
import { isOwnModule } from '../../retrieval/modules/ownExport.ts';
import type { Experiment } from '../experiment/experimentSchema.ts';
import type { NeededModel } from '../models/modelServer.ts';
import { checkSettings } from './checkSettings.ts';

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
 * Who plays the roles of a system; `undefined` where nobody is named. The only one of `models` plays all that nobody is
 * named for.
 */
export async function castOf(
  { use, roles }: WrittenSystem,
  models: readonly string[],
  from: string,
): Promise<Readonly<Record<string, string | undefined>>> {
  const method = await methodOf(use, from);
  return cast(method?.roles ?? {}, roles, models);
}

/**
 * What each model is needed for by the systems and the retrievers of an experiment. `given` = names of models that code
 * hands in. Names that there are not are left to the plan to refuse.
 * @throws RagstoneError `usage` or `unknown-name` for methods and settings that the plan would refuse
 */
export async function neededModels(
  experiment: Experiment,
  from: string,
  given: readonly string[] = [],
): Promise<ReadonlyMap<string, NeededModel>> {
  const models = [...given, ...Object.keys(experiment.models)];
  const needs = new Map<string, { tasks: Set<RoleKind>; controls: Set<string> }>();
  const need = (model: string, tasks: readonly RoleKind[], controls: readonly string[]): void => {
    const known = needs.get(model) ?? { tasks: new Set(), controls: new Set() };
    needs.set(model, known);
    for (const task of tasks) known.tasks.add(task);
    for (const control of controls) known.controls.add(control);
  };
  for (const system of writtenSystems(experiment)) {
    const method = await methodOf(system.use, from);
    if (method === undefined) continue;
    const settings = checkSettings(`The settings of system "${system.id ?? system.use}"`, () =>
      method.settings.parse(system.settings),
    );
    const controls = method.controls?.(settings) ?? {};
    const called = method.needs?.(settings) ?? Object.keys(method.roles);
    for (const [role, model] of Object.entries(cast(method.roles, system.roles, models))) {
      const kind = method.roles[role];
      if (model === undefined || kind === undefined || !called.includes(role)) continue;
      need(model, [kind], controls[role] ?? []);
    }
  }
  const kinds = await retrieverNames();
  for (const { use, roles = {} } of Object.values(experiment.retrievers)) {
    const known = kinds.includes(use) || isOwnModule(use) ? await rolesOf(use, from) : {};
    for (const [role, model] of Object.entries({ ...cast(known, {}, models), ...roles })) {
      const kind = known[role];
      if (model !== undefined) need(model, kind === undefined ? ['embed', 'rerank'] : [kind], []);
    }
  }
  return new Map(
    models.flatMap((id) => {
      const needed = needs.get(id);
      return needed === undefined ? [] : [[id, { tasks: needed.tasks, controls: [...needed.controls] }]];
    }),
  );
}

async function rolesOf(retriever: string, from: string): Promise<Roles> {
  const found = await findSearch(retriever, from);
  return isEngine(found) ? {} : (found.roles ?? {});
}

async function methodOf(use: string, from: string): Promise<AnyMethod | undefined> {
  const found = await findMethod(use, from);
  const method = isPreset(found) ? await findMethod(found.use, from) : found;
  return isPreset(method) ? undefined : method;
}

function cast(
  roles: Roles,
  named: Readonly<Record<string, string>>,
  models: readonly string[],
): Readonly<Record<string, string | undefined>> {
  const [only, ...others] = models;
  const usual = others.length === 0 ? only : undefined;
  return Object.fromEntries(Object.keys(roles).map((role) => [role, named[role] ?? usual]));
}
