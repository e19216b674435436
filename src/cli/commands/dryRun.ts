import { isRagstoneError, RagstoneError, toError } from '../../errors.ts';
import type { Experiment } from '../../runs/experiment/experimentSchema.ts';
import { neededHubModels, withoutUnfetched } from '../../runs/models/hubModels.ts';
import { openModels, type Cassette, type OpenModels } from '../../runs/models/openModels.ts';
import { makePlan, type PlanOptions } from '../../runs/plan/makePlan.ts';
import { neededIndexes } from '../../runs/plan/neededIndexes.ts';
import { neededModels } from '../../runs/plan/neededModels.ts';
import { openDatasets } from '../../runs/plan/openDatasets.ts';
import { describePlan } from './describePlan.ts';

/**
 * What `ragstone run --dry-run` prints: what a run would do, and build and fetch first.
 * @throws RagstoneError naming all that is missing, data and servers, at once
 */
export async function dryRun(
  experiment: Experiment,
  planning: Omit<PlanOptions, 'models'>,
  options: { readonly cassette?: Cassette; readonly json: boolean },
): Promise<string> {
  const { cassette, json } = options;
  const { signal, from } = planning;
  const files = cassette?.mode === 'replay' ? [] : await neededHubModels(experiment, { signal });
  const { experiment: here, unfetched } = withoutUnfetched(experiment, files);
  const [data, reached] = await Promise.allSettled([
    openDatasets(experiment, signal),
    openModels(here, unfetched, signal, { ...(cassette !== undefined && { cassette }) }),
  ]);
  await using models = await found(data, reached);
  const plan = await makePlan(experiment, { ...planning, models: models.backends });
  const [indexes, needed] = [
    await neededIndexes(plan, { signal, onPhase: planning.onPhase }),
    await neededModels(experiment, from),
  ];
  return describePlan(plan, { indexes, files, models: needed }, json);
}

/** The models, when nothing is missing. */
async function found(
  data: PromiseSettledResult<unknown>,
  reached: PromiseSettledResult<OpenModels>,
): Promise<OpenModels> {
  if (data.status === 'fulfilled' && reached.status === 'fulfilled') return reached.value;
  if (reached.status === 'fulfilled') await reached.value[Symbol.asyncDispose]();
  if (data.status === 'fulfilled') throw toError(reached.status === 'rejected' ? reached.reason : undefined);
  const missing = toError(data.reason);
  if (reached.status === 'fulfilled' || !isRagstoneError(missing)) throw missing;
  const silent = toError(reached.reason);
  throw new RagstoneError(missing.code, `${missing.message}\n${silent.message}`, {
    input: missing.input,
    cause: silent,
  });
}
