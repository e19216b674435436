import { RagstoneError } from '../../errors.ts';
import type { Experiment } from '../experiment/experimentSchema.ts';
import type { PlannedSystem } from './resolveSystems.ts';

/**
 * Repeats measure the spread of sampling. Where nothing samples they would only repeat the same numbers and make
 * them look surer than they are. @throws RagstoneError `usage`
 */
export function refuseRepeatsOfGreedy(experiment: Experiment, systems: readonly PlannedSystem[]): void {
  if (experiment.repeats === 1 || systems.some((system) => samples(system.settings))) return;
  throw new RagstoneError(
    'usage',
    `repeats: ${experiment.repeats} has no use here: every system decodes greedily, so each repeat gives the same answers. Leave it out, or set a temperature above 0.`,
    { input: experiment.repeats },
  );
}

/** Whether a setting called `temperature`, at any depth, is above 0. */
function samples(settings: unknown): boolean {
  if (typeof settings !== 'object' || settings === null) return false;
  return Object.entries(settings).some(([name, value]) =>
    name === 'temperature' ? typeof value === 'number' && value > 0 : samples(value),
  );
}
