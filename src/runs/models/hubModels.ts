import type { FetchProgress } from '../../backends/hub/fetchHubFile.ts';
import {
  type HubAddress,
  hubAddressText,
  isHubAddress,
  parseHubAddress,
} from '../../backends/hub/hubAddress.ts';
import { hubSettings } from '../../backends/hub/hubSettings.ts';
import { localModel } from '../../backends/hub/localModel.ts';
import { type SurveyedModel, surveyModel } from '../../backends/hub/surveyModel.ts';
import { unfetchedBackend } from '../../backends/hub/unfetchedBackend.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Experiment } from '../experiment/experimentSchema.ts';

type ModelSpec = Experiment['models'][string];

interface Options {
  readonly signal: AbortSignal;
  /** Where the HF_ variables are read. Default: the process's. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** A model file of an experiment that comes from a hub, and what of it is not on this machine. */
export interface NeededModel extends SurveyedModel {
  /** As the experiment calls it. */
  readonly server: string;
}

/**
 * Brings the model files of an experiment that lie on a hub, before anything is asked. In the experiment that comes back
 * the commit stands in place of a branch or tag, so that a run goes on with the files that it was begun with.
 * @throws RagstoneError as `localModel` does
 */
export async function fetchHubModels(
  experiment: Experiment,
  { signal, environment, onProgress }: Options & { readonly onProgress?: (progress: FetchProgress) => void },
): Promise<Experiment> {
  const wanted = hubServers(experiment);
  if (wanted.length === 0) return experiment;
  const servers = { ...experiment.servers };
  const settings = await hubSettings(environment);
  for (const [name, address] of wanted) {
    const progress = onProgress !== undefined && { progress: onProgress };
    const { pinned } = await localModel({ settings, address, signal, ...progress });
    servers[name] = { ...servers[name], gguf: pinned };
  }
  return { ...experiment, servers };
}

/** What `fetchHubModels` would fetch. @throws RagstoneError as `surveyModel` does */
export async function neededHubModels(
  experiment: Experiment,
  { signal, environment }: Options,
): Promise<readonly NeededModel[]> {
  const wanted = hubServers(experiment);
  if (wanted.length === 0) return [];
  const settings = await hubSettings(environment);
  const needed: NeededModel[] = [];
  for (const [server, address] of wanted) {
    needed.push({ server, ...(await surveyModel(settings, address, signal)) });
  }
  return needed;
}

/**
 * The experiment without the models whose files are not here, and these as backends that say what they can do and
 * refuse to do it: enough for a plan.
 */
export function withoutUnfetched(
  experiment: Experiment,
  needed: readonly NeededModel[],
): { readonly experiment: Experiment; readonly unfetched: Readonly<Record<string, Backend>> } {
  const addresses = new Map(
    needed
      .filter(({ files }) => files.some(({ here }) => !here))
      .map(({ server, repo, commit, files }) => {
        const path = files[0] !== undefined && { path: files[0].path };
        return [server, hubAddressText({ repo, revision: commit, ...path })];
      }),
  );
  const [models, unfetched]: [Record<string, ModelSpec>, Record<string, Backend>] = [{}, {}];
  for (const [id, spec] of Object.entries(experiment.models)) {
    const address = addresses.get(spec.server);
    if (address === undefined) models[id] = spec;
    else unfetched[id] = unfetchedBackend(address, spec.model);
  }
  return { experiment: { ...experiment, models }, unfetched };
}

/** The servers that some model is on, as far as they are files on a hub. */
function hubServers({ servers, models }: Experiment): readonly (readonly [string, HubAddress])[] {
  return [...new Set(Object.values(models).map(({ server }) => server))].flatMap((name) => {
    const gguf = servers[name]?.gguf;
    return gguf === undefined || !isHubAddress(gguf) ? [] : [[name, parseHubAddress(gguf)] as const];
  });
}
