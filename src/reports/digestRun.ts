import type { Manifest } from '../ports/manifest.ts';
import { readManifest, readTexts } from '../runs/disk/readRun.ts';
import { keyedRandom } from '../statistics/keyedRandom.ts';
import { gatherDataset } from './gatherDataset.ts';
import type { DifferingQuestion } from './questions/differingQuestion.ts';
import { differingQuestions } from './questions/differingQuestions.ts';
import type { DatasetSummary, Resampling, Summary } from './summary.ts';
import { summariseDataset } from './summariseDataset.ts';

const RESAMPLING: Resampling = { level: 0.95, original: 10_000, elsewhere: 1000 };

/** All that a report is made of. */
export interface RunDigest {
  readonly manifest: Manifest;
  readonly summary: Summary;
  readonly differing: readonly DifferingQuestion[];
}

export interface DigestOptions {
  /** The system that the others are compared with; default: the one that the run names. */
  readonly reference?: string;
}

/**
 * Reads a run: its numbers and the questions on which its systems differ. The same files give the same digest; nothing
 * is written. Each record is read once; memory grows by a few numbers a question, cell and measure.
 * @throws RagstoneError `bad-file`, `bad-record`
 */
export async function digestRun(folder: string, options: DigestOptions = {}): Promise<RunDigest> {
  const manifest = await readManifest(folder);
  await using texts = await readTexts(folder);
  const datasets: DatasetSummary[] = [];
  const differing: DifferingQuestion[] = [];
  for (const dataset of manifest.datasets) {
    const gathered = await gatherDataset(folder, manifest, dataset);
    datasets.push(
      summariseDataset(dataset, gathered, {
        reference: options.reference ?? manifest.reference,
        resampling: RESAMPLING,
        stream: (...labels) => keyedRandom(manifest.seed, 'statistics', dataset.id, ...labels),
      }),
    );
    const from = { folder, dataset: dataset.id, scorer: gathered.primary ?? '', texts };
    differing.push(...(await differingQuestions(gathered.differing, from)));
  }
  const { id: run, experimentHash, seed, concurrency, machine } = manifest;
  const head = { ragstone: 1, run, experimentHash, seed, concurrency, device: machine.device } as const;
  return {
    manifest,
    differing,
    summary: { ...head, resampling: RESAMPLING, datasets },
  };
}
