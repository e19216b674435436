import type { Manifest, ManifestDataset } from '../ports/manifest.ts';
import type { QuestionRecord } from '../ports/record.ts';
import { cellTotals, type CellTotals } from './cellTotals.ts';
import { datasetCells, type EnvironmentCells, type SystemCells } from './datasetCells.ts';
import { followedLists } from './followedLists.ts';
import { joinRecords } from './joinRecords.ts';
import { loweredLimits, type WasLimited } from './loweredLimits.ts';
import { primaryScorer } from './primaryScorer.ts';
import { mostDiffering, type KeptDifference } from './questions/mostDiffering.ts';
import { rankingVariance, type RankingVariance } from './rankingVariance.ts';
import { sliceValues, type Slice } from './sliceValues.ts';

/** What one pass over the records of a dataset gathers. Memory: a few numbers a question, cell and measure. */
export interface GatheredDataset {
  readonly systems: readonly GatheredSystem[];
  readonly slices: readonly Slice[];
  /** The measure that systems' answers are told apart by; `undefined` when nothing is scored. */
  readonly primary: string | undefined;
  readonly differing: readonly KeptDifference[];
}

export interface GatheredSystem extends SystemCells {
  /** In the order of `environments`. */
  readonly gathered: readonly GatheredCell[];
  readonly rankings: readonly RankingVariance[];
}

export interface GatheredCell {
  readonly environment: EnvironmentCells;
  readonly isOriginal: boolean;
  readonly totals: CellTotals;
}

export async function gatherDataset(
  folder: string,
  manifest: Manifest,
  dataset: ManifestDataset,
): Promise<GatheredDataset> {
  const primary = primaryScorer(dataset.nativeScorers, dataset.scorers);
  const systems = datasetCells(manifest, dataset.id).map((cells) =>
    startGathering(cells, dataset, primary, loweredLimits(manifest, cells.system)),
  );
  const differing = mostDiffering(primary, systems.length);
  const slices = sliceValues();
  const ids = systems.flatMap(({ environments }) => environments.flatMap(({ cells }) => cells));

  for await (const { position, records } of joinRecords(folder, ids, dataset.ids.length)) {
    const byCell = new Map(ids.map((id, at) => [id, records[at]]));
    const known = records.find((record) => record !== undefined);
    if (known !== undefined) slices.add(position, known.slices);
    for (const system of systems) gatherQuestion(system, position, byCell);
    differing.add(
      position,
      systems.map(({ system, original }) => ({ system, record: byCell.get(original.cells[0]) })),
    );
  }
  return { systems, slices: slices.slices(), primary, differing: differing.kept() };
}

function startGathering(
  cells: SystemCells,
  dataset: ManifestDataset,
  primary: string | undefined,
  wasLimited: WasLimited,
): GatheredSystem {
  const steady = retrievalEnvironments(cells).map(({ id }) => id);
  return {
    ...cells,
    gathered: cells.environments.map((environment) => ({
      environment,
      isOriginal: environment === cells.original,
      totals: cellTotals(dataset.ids.length, cells.opaque, wasLimited),
    })),
    rankings:
      steady.length < 2 || !cells.retrieves
        ? []
        : followedLists(dataset.scorers, primary).map((followed) => rankingVariance(followed, steady)),
  };
}

function gatherQuestion(
  system: GatheredSystem,
  position: number,
  byCell: ReadonlyMap<string, QuestionRecord | undefined>,
): void {
  for (const { environment, totals } of system.gathered) {
    for (const cell of environment.cells) totals.add(position, byCell.get(cell));
  }
  // Only the first repeat: variance over environments is not to be mixed with that over repeats.
  const records = retrievalEnvironments(system).map(({ cells: [first] }) => byCell.get(first));
  for (const ranking of system.rankings) ranking.add(records);
}

/** Environments that can move a ranking, the original among them. */
export function retrievalEnvironments({ environments }: SystemCells): readonly EnvironmentCells[] {
  return environments.filter(({ changes }) => changes !== 'reader');
}
