import type { ManifestDataset } from '../ports/manifest.ts';
import type { Random } from '../ports/random.ts';
import { bootstrapMeans } from '../statistics/bootstrapMeans.ts';
import { compareSystems, type Pair } from './compareSystems.ts';
import {
  retrievalEnvironments,
  type GatheredCell,
  type GatheredDataset,
  type GatheredSystem,
} from './gatherDataset.ts';
import { parseScorerName } from '../scoring/scorerName.ts';
import { meanScore } from './meanScore.ts';
import { measureVariance } from './measureVariance.ts';
import type { ScoreColumn } from './scoreColumns.ts';
import { sliceSummary } from './sliceSummary.ts';
import type { CellSummary, DatasetSummary, Resampling, VarianceSummary } from './summary.ts';

/** The name of the built-in fictional world. */
const FICTIONAL = 'atlas';

/** Bootstrap distributions by column. */
type Distributions = ReadonlyMap<ScoreColumn, Float64Array>;

export interface SummaryOptions {
  /** The system to compare with; where it did not run on the dataset, the first that did. */
  readonly reference: string | undefined;
  readonly resampling: Resampling;
  /** A random stream of the dataset's own for each use. */
  readonly stream: (...labels: readonly string[]) => Random;
}

/** The numbers of one dataset from what was gathered: means, intervals, comparisons, variance, slices. */
export function summariseDataset(
  dataset: ManifestDataset,
  { systems, slices }: GatheredDataset,
  options: SummaryOptions,
): DatasetSummary {
  const { resampling, stream } = options;
  const { scorers } = dataset;
  const distributions = resample(systems, scorers, options);
  const reference = systems.find(({ system }) => system === options.reference) ?? systems[0];
  const originals = systems.map((system) => ({
    system: system.system,
    columns: originalColumns(system, scorers),
  }));
  return {
    id: dataset.id,
    name: dataset.name,
    split: dataset.split,
    questions: dataset.ids.length,
    fictional: dataset.name === FICTIONAL,
    scorers,
    nativeScorers: dataset.nativeScorers,
    reference: reference?.system ?? '',
    cells: systems.flatMap((system) =>
      system.gathered.map((cell) => cellSummary(system, cell, scorers, distributions, resampling)),
    ),
    comparisons: compareSystems(pairsWith(reference?.system, originals), {
      resampling,
      distributions,
      stream: () => stream('bootstrap'),
      signs: (system, scorer) => stream('sign-flip', system, scorer),
    }),
    variance: systems.flatMap((system) => varianceOf(system, scorers)),
    slices: slices.map((slice) =>
      sliceSummary(slice, originals, stream('slice', slice.key, slice.value), resampling),
    ),
  };
}

function resample(
  systems: readonly GatheredSystem[],
  scorers: readonly string[],
  { resampling, stream }: SummaryOptions,
): Distributions {
  const draw = (original: boolean, resamples: number): readonly (readonly [ScoreColumn, Float64Array])[] => {
    const columns = systems
      .flatMap(({ gathered }) => gathered)
      .filter(({ isOriginal }) => isOriginal === original)
      .flatMap((cell) => [...columnsOf(cell, scorers).values()]);
    const resampled = bootstrapMeans(columns, stream('bootstrap'), resamples);
    return columns.map((column, at) => [column, resampled[at] ?? new Float64Array()]);
  };
  return new Map([...draw(true, resampling.original), ...draw(false, resampling.elsewhere)]);
}

function columnsOf({ totals }: GatheredCell, scorers: readonly string[]): ReadonlyMap<string, ScoreColumn> {
  return new Map(
    scorers.flatMap((scorer) => {
      const column = totals.scores.column(scorer);
      return column === undefined ? [] : [[scorer, column] as const];
    }),
  );
}

function originalColumns(
  { gathered }: GatheredSystem,
  scorers: readonly string[],
): ReadonlyMap<string, ScoreColumn> {
  const cell = gathered.find(({ isOriginal }) => isOriginal);
  return cell === undefined ? new Map() : columnsOf(cell, scorers);
}

function cellSummary(
  { system, fidelity }: GatheredSystem,
  cell: GatheredCell,
  scorers: readonly string[],
  distributions: Distributions,
  { level }: Resampling,
): CellSummary {
  const { environment, totals } = cell;
  return {
    system,
    fidelity,
    environment: environment.id,
    repeats: environment.cells.length,
    counts: totals.counts(),
    scores: Object.fromEntries(
      [...columnsOf(cell, scorers)].map(([scorer, column]) => [
        scorer,
        meanScore(column, distributions.get(column), level),
      ]),
    ),
    latency: totals.latency(),
    work: totals.work(),
  };
}

function pairsWith(
  reference: string | undefined,
  originals: readonly { readonly system: string; readonly columns: ReadonlyMap<string, ScoreColumn> }[],
): readonly Pair[] {
  const others = originals.find(({ system }) => system === reference)?.columns;
  return originals
    .filter(({ system }) => system !== reference)
    .flatMap(({ system, columns }) =>
      [...columns].flatMap(([scorer, own]): Pair[] => {
        const other = others?.get(scorer);
        return other === undefined ? [] : [{ system, scorer, own, reference: other }];
      }),
    );
}

/** Nothing for a system that was asked in one environment only. */
function varianceOf(system: GatheredSystem, scorers: readonly string[]): readonly VarianceSummary[] {
  if (system.environments.length < 2) return [];
  const retrieval = new Set(retrievalEnvironments(system));
  const measures = scorers.flatMap((scorer) => {
    const ofList = parseScorerName(scorer)?.list !== undefined;
    const environments = system.gathered
      .filter(({ environment }) => !ofList || retrieval.has(environment))
      .flatMap(({ environment, totals }) => {
        const column = totals.scores.column(scorer);
        return column === undefined ? [] : [{ id: environment.id, column }];
      });
    return environments.length < 2 ? [] : [measureVariance(scorer, environments)];
  });
  return [{ system: system.system, lists: system.rankings.map((ranking) => ranking.summary()), measures }];
}
