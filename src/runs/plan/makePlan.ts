import { RagstoneError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Dataset } from '../../ports/dataset.ts';
import type { Environment } from '../../ports/environment.ts';
import type { ManifestCell } from '../../ports/manifest.ts';
import type { Retriever } from '../../ports/retriever.ts';
import type { Scorer } from '../../ports/scorer.ts';
import { findScorer } from '../../scoring/findScorer.ts';
import type { Experiment } from '../experiment/experimentSchema.ts';
import { environmentsFor } from './environmentsFor.ts';
import { inDomain } from './inDomain.ts';
import { openDatasets } from './openDatasets.ts';
import { refuseRepeatsOfGreedy } from './refuseRepeatsOfGreedy.ts';
import { type PlannedRetriever, resolveRetrievers, searchesEngine } from './resolveRetrievers.ts';
import { resolveSystems, type PlannedSystem } from './resolveSystems.ts';
import { searchedBy } from './searchedBy.ts';
import { surveyDataset, type Survey } from './surveyDataset.ts';

/** A dataset of the experiment, read through once. */
export interface PlannedDataset {
  readonly id: string;
  readonly dataset: Dataset;
  readonly survey: Survey;
  readonly scorers: readonly Scorer[];
  readonly environments: readonly Environment[];
  readonly cells: readonly PlannedCell[];
}

export interface PlannedCell extends ManifestCell {
  readonly planned: { readonly system: PlannedSystem; readonly environment: Environment };
}

/** Everything that is decided before anything is built or asked. */
export interface Plan {
  readonly experiment: Experiment;
  readonly systems: readonly PlannedSystem[];
  readonly reference: string;
  readonly datasets: readonly PlannedDataset[];
  /** By id. */
  readonly retrievers: Readonly<Record<string, PlannedRetriever>>;
  readonly warnings: readonly string[];
}

export interface PlanOptions {
  /** Folder that the user's own modules are relative to. */
  readonly from: string;
  /** Backends that code hands in, by the name that roles give them; those of the file's servers come beside them. */
  readonly models: Readonly<Record<string, Backend>>;
  /** Retrievers that code hands in, by the name that sources give them. They stay open. */
  readonly retrievers?: Readonly<Record<string, Retriever>>;
  readonly signal: AbortSignal;
  readonly onPhase: (phase: string) => void;
}

/**
 * Checks an experiment as a whole and reads its questions once: names, settings, sources, scorers and data are
 * refused here, before an index is built or a model is asked.
 * @throws RagstoneError
 */
export async function makePlan(experiment: Experiment, options: PlanOptions): Promise<Plan> {
  const systems = await resolveSystems(experiment, options);
  const retrievers = await resolveRetrievers(experiment, options.models, options.from);
  refuseRepeatsOfGreedy(experiment, systems);
  const reference = experiment.reference ?? systems[0]?.id ?? '';
  if (!systems.some((system) => system.id === reference)) {
    throw new RagstoneError(
      'usage',
      `The reference "${reference}" is no system of the experiment. Systems: ${systems.map(({ id }) => id).join(', ')}.`,
      {
        input: reference,
      },
    );
  }
  const warnings: string[] = [];
  const datasets: PlannedDataset[] = [];
  const opened = await openDatasets(experiment, options.signal);
  for (const { entry, dataset, said } of opened) {
    const id = entry.id ?? entry.use;
    if (datasets.some((other) => other.id === id)) {
      throw new RagstoneError('usage', `Two datasets are called "${id}": give each an id of its own.`, {
        input: id,
      });
    }
    options.onPhase(`reading the questions of ${id}`);
    warnings.push(...said);
    const scorers = await scorersFor(experiment.score, dataset);
    const survey = await surveyDataset(dataset, entry, options.signal);
    const specs = [...experiment.environments, ...systems.flatMap((system) => system.environments)];
    const environments = environmentsFor(specs, survey.rewordings);
    warnings.push(
      ...doubts(id, dataset, { tuning: experiment.tuning, environments: specs }, survey),
      ...inDomain(entry.use, systems),
    );
    const cells = cellsOf({ id, dataset, survey, environments }, systems, { experiment, retrievers });
    datasets.push({ id, dataset, survey, scorers, environments, cells });
  }
  const active = systems.filter(({ id }) =>
    datasets.some(({ cells }) => cells.some(({ system }) => system === id)),
  );
  for (const { id, whereGold } of systems) {
    // One of a system and its stand-in has nothing to do on most datasets: that is what they are for.
    if (whereGold !== undefined || active.some((system) => system.id === id)) continue;
    warnings.push(`The system ${id} has nothing to do: none of the datasets suits it.`);
  }
  if (datasets.every(({ cells }) => cells.length === 0)) {
    throw new RagstoneError('usage', `There is nothing to run. ${warnings.join(' ')}`);
  }
  const compared = active.some(({ id }) => id === reference) ? reference : (active[0]?.id ?? reference);
  return { experiment, systems: active, reference: compared, datasets, retrievers, warnings };
}

async function scorersFor(names: readonly string[], dataset: Dataset): Promise<readonly Scorer[]> {
  const all = names.flatMap((name) => (name === 'native' ? dataset.nativeScorers : [name]));
  return Promise.all([...new Set(all)].map((name) => findScorer(name)));
}

function doubts(
  id: string,
  dataset: Dataset,
  experiment: Pick<Experiment, 'tuning' | 'environments'>,
  survey: Survey,
): readonly string[] {
  const own = experiment.environments.some(
    (spec) => spec === 'own' || (typeof spec === 'object' && 'reword' in spec && spec.reword === 'own'),
  );
  return [
    ...(experiment.tuning && dataset.purpose === 'test'
      ? [
          `${id}: the split "${dataset.split}" is for testing; settings chosen on it make its own figures too good. Choose on a train or tune split.`,
        ]
      : []),
    ...(dataset.purpose === 'train'
      ? [
          `${id}: the split "${dataset.split}" is for training; figures on it say nothing about new questions.`,
        ]
      : []),
    ...(own && survey.rewordings === 0
      ? [
          `${id} brings no rewordings: that environment is left out. Typing errors (typos) work with any dataset.`,
        ]
      : []),
  ];
}

function cellsOf(
  { id, survey, environments }: Omit<PlannedDataset, 'scorers' | 'cells'>,
  systems: readonly PlannedSystem[],
  { experiment, retrievers }: Pick<Plan, 'experiment' | 'retrievers'>,
): readonly PlannedCell[] {
  return environments.flatMap((environment) =>
    Array.from({ length: experiment.repeats }, (_, repeat) => repeat).flatMap((repeat) =>
      systems
        .filter((system) => suits(system, id, survey))
        .filter(
          (system) => isAskedIn(system, environment, survey) && canChange(system, environment, retrievers),
        )
        .map((system) => ({
          id: [system.id, id, environment.id, ...(experiment.repeats > 1 ? [`r${repeat}`] : [])].join('.'),
          system: system.id,
          dataset: id,
          environment: environment.id,
          repeat,
          planned: { system, environment },
        })),
    ),
  );
}

function isAskedIn({ environments }: PlannedSystem, { id }: Environment, { rewordings }: Survey): boolean {
  return environmentsFor(environments, rewordings).some((environment) => environment.id === id);
}

function suits(system: PlannedSystem, dataset: string, survey: Survey): boolean {
  if (system.datasets !== undefined && !system.datasets.includes(dataset)) return false;
  if (system.whereGold !== undefined && system.whereGold !== survey.withGold > 0) return false;
  switch (system.source?.kind) {
    case 'context':
      return survey.withContext > 0;
    case 'saved':
      return survey.withSaved > 0;
    case 'gold':
      return survey.withGold > 0;
    case 'retriever':
    case 'given':
    case 'trec':
    case undefined:
      return true;
  }
}

/**
 * Windows and rebuilding change an index: a source that comes with the question, from code, or from an engine, stays as it
 * is, and an exact index is the same when it is built again.
 */
function canChange(
  { source }: PlannedSystem,
  environment: Environment,
  retrievers: Plan['retrievers'],
): boolean {
  if (environment.windowWords === undefined && environment.rebuild === undefined) return true;
  const retriever = source?.kind === 'retriever' ? retrievers[source.id] : undefined;
  if (retriever === undefined) return false;
  return environment.rebuild === undefined
    ? !searchesEngine(retriever)
    : searchedBy(retriever, environment) !== undefined;
}
