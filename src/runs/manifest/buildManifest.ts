import { canonicalJson } from '../../io/canonicalJson.ts';
import { sha256 } from '../../io/sha256.ts';
import type {
  Manifest,
  ManifestDataset,
  ManifestEnvironment,
  ManifestModel,
  ManifestRetriever,
  ManifestServer,
  ManifestSystem,
} from '../../ports/manifest.ts';
import type { PlannedDataset, Plan } from '../plan/makePlan.ts';
import type { PlannedSystem } from '../plan/resolveSystems.ts';
import { gitState } from './gitState.ts';
import { machine } from './machine.ts';
import { packageVersion } from './packageVersion.ts';

/** What is known once the indexes are open. */
export interface Prepared {
  readonly corpora: Readonly<Record<string, ManifestDataset['corpus']>>;
  readonly retrievers: readonly ManifestRetriever[];
  readonly models: readonly ManifestModel[];
  readonly servers: readonly ManifestServer[];
}

/** The manifest of a run that starts now. */
export async function buildManifest(plan: Plan, prepared: Prepared, id: string): Promise<Manifest> {
  const { experiment } = plan;
  const git = await gitState(process.cwd());
  const content = {
    seed: experiment.seed,
    repeats: experiment.repeats,
    datasets: plan.datasets.map((planned) => manifestDataset(planned, prepared.corpora[planned.id])),
    retrievers: prepared.retrievers,
    models: prepared.models,
    systems: plan.systems.map(manifestSystem),
    environments: environments(plan),
    cells: plan.datasets.flatMap(({ cells }) => cells.map(({ planned: _planned, ...cell }) => cell)),
  };
  return {
    ragstone: 1,
    version: await packageVersion(),
    id,
    name: experiment.name,
    status: 'running',
    started: new Date().toISOString(),
    ...(git !== undefined && { git }),
    machine: { ...machine(), device: deviceOf(prepared.models) },
    experiment,
    experimentHash: sha256(canonicalJson({ ...content, models: prepared.models.map(decisive) })),
    concurrency: experiment.concurrency,
    reference: plan.reference,
    ...content,
    ...(prepared.servers.length > 0 && { servers: prepared.servers }),
    warnings: plan.warnings,
  };
}

/**
 * What decides a model's numbers. Its findings may be others when a run goes on (a time, a server that was busy); where
 * that changes what a system does, its fit says so.
 */
function decisive(model: ManifestModel): object {
  const { can, examined: _, ...identity } = model;
  return { ...identity, contextTokens: can.contextTokens };
}

function manifestDataset(
  { id, dataset, survey, scorers }: PlannedDataset,
  corpus: ManifestDataset['corpus'],
): ManifestDataset {
  const { name, split, setting, purpose, nativeScorers } = dataset;
  return {
    id,
    name,
    split,
    ...(setting !== undefined && { setting }),
    purpose,
    files: dataset.files.map((file) => ({ name: file.name, bytes: file.bytes })),
    sample: survey.sample,
    ids: survey.ids,
    sha256: survey.sha256,
    scorers: scorers.map((scorer) => scorer.name),
    nativeScorers,
    ...(corpus !== undefined && { corpus }),
  };
}

function manifestSystem(system: PlannedSystem): ManifestSystem {
  const { source } = system;
  return {
    id: system.id,
    method: system.method.name,
    summary: system.method.summary,
    ...(system.method.opaque === true && { opaque: true }),
    ...(system.method.answers === false && { answers: false as const }),
    fidelity: system.fidelity,
    fit: system.fit,
    settings: system.settings,
    settingsHash: system.settingsHash,
    ...(source !== undefined && {
      source: 'id' in source ? source.id : source.kind === 'trec' ? `saved: ${source.file}` : source.kind,
    }),
    roles: system.roles,
    ...(Object.keys(system.budget).length > 0 && { budget: system.budget }),
  };
}

function environments(plan: Plan): readonly ManifestEnvironment[] {
  const all = plan.datasets.flatMap((dataset) => dataset.environments);
  return [...new Map(all.map((environment) => [environment.id, environment])).values()].map(
    ({ id, summary, changes, on }) => ({ id, summary, changes, ...(on !== undefined && { on }) }),
  );
}

/** What the models ran on, where their servers agree. */
function deviceOf(models: readonly ManifestModel[]): string {
  const devices = new Set(models.map(({ device }) => device));
  const [device] = devices;
  return devices.size === 1 && device !== undefined ? device : 'unknown';
}
