import { isRagstoneError } from '../../../errors.ts';
import type { Backend } from '../../../ports/backend.ts';
import type { Fit } from '../../../ports/method.ts';
import type { Experiment } from '../../../runs/experiment/experimentSchema.ts';
import { castOf, writtenSystems } from '../../../runs/plan/neededModels.ts';
import { resolveSystems } from '../../../runs/plan/resolveSystems.ts';

/** Whether one system of an experiment can run. */
export type SystemFit = { readonly id: string } & Fit;

/**
 * Checks each system as a run would, on what the probes found out. Unlike a run it goes on after a refusal.
 * @throws whatever is no refusal
 */
export async function systemFits(
  experiment: Experiment,
  models: Readonly<Record<string, Backend>>,
  from: string,
): Promise<readonly SystemFit[]> {
  const fits: SystemFit[] = [];
  for (const spec of writtenSystems(experiment)) {
    const id = spec.id ?? spec.use;
    const missing = lacking(await castOf(spec, Object.keys(experiment.models), from), experiment, models);
    if (missing !== undefined) {
      fits.push({ id, fits: 'refused', because: missing });
      continue;
    }
    try {
      const [system] = await resolveSystems({ ...experiment, systems: [spec] }, { from, models });
      if (system !== undefined) fits.push({ id: system.id, ...system.fit });
    } catch (error) {
      if (!isRagstoneError(error)) throw error;
      fits.push({ id, fits: 'refused', because: error.message });
    }
  }
  return fits;
}

/** What keeps a system from being checked at all. Names that the experiment does not have are left to the check. */
function lacking(
  cast: Readonly<Record<string, string | undefined>>,
  experiment: Experiment,
  models: Readonly<Record<string, Backend>>,
): string | undefined {
  for (const [role, name] of Object.entries(cast)) {
    if (name === undefined) return `it needs a model for its role "${role}"`;
    if (name in experiment.models && !(name in models)) return `its model "${name}" was not found: see above`;
  }
  return undefined;
}
