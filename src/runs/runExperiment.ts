import path from 'node:path';
import { RagstoneError } from '../errors.ts';
import { openAnswerStore } from '../backends/store/answerStore.ts';
import { openSharedCache } from '../backends/wrappers/openSharedCache.ts';
import { writeAtomic } from '../io/writeAtomic.ts';
import type { Manifest } from '../ports/manifest.ts';
import { keepLimits } from './disk/keepLimits.ts';
import { lockWriter } from './disk/lockWriter.ts';
import { openRecordSink } from './disk/openRecordSink.ts';
import { writeQuestions } from './disk/questionsFile.ts';
import { readFinished, type Finished } from './disk/readFinished.ts';
import { readManifest } from './disk/readRun.ts';
import { createOrJoin, refuseOther, refuseUnwritable, runId, serialise } from './disk/runFolders.ts';
import { runLayout } from './disk/runLayout.ts';
import { holds, wholeRun, writerOf, type Shard } from './disk/shard.ts';
import { execute, type Progress } from './execute/execute.ts';
import { tasksOf } from './execute/tasksOf.ts';
import type { Experiment } from './experiment/experimentSchema.ts';
import { buildManifest } from './manifest/buildManifest.ts';
import { settleStatus } from './manifest/settleStatus.ts';
import { openModels, type Cassette, type OpenModels } from './models/openModels.ts';
import { recordBackends } from './models/recordBackends.ts';
import { retrieverModels } from './models/retrieverModels.ts';
import { makePlan, type PlannedDataset, type PlanOptions } from './plan/makePlan.ts';
import { neededModels } from './plan/neededModels.ts';
import { openDatasets } from './plan/openDatasets.ts';
import { openSources, type IndexProgress } from './plan/openSources.ts';
import { surveyedQuestions } from './plan/surveyDataset.ts';

export interface RunOptions extends PlanOptions {
  /** The folder that runs are kept in. */
  readonly results: string;
  /** The run's folder name; default: time and name. An existing run of the same experiment is joined. */
  readonly run?: string;
  /** Go on with the run called `run`; it must exist. */
  readonly resume?: boolean;
  readonly retryFailed?: boolean;
  readonly shard?: Shard;
  /** Keeps the servers' answers in a file, or answers from one without them. */
  readonly cassette?: Cassette;
  /** Aborts when no further question may be begun. */
  readonly draining?: AbortSignal;
  readonly onIndex?: (progress: IndexProgress) => void;
  readonly onProgress?: (progress: Progress & { readonly total: number }) => void;
}

export interface RunOutcome {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Records written by this call. */
  readonly done: number;
}

/**
 * Runs an experiment, or finishes one: checks everything, builds missing indexes, asks every question of every
 * cell, and appends a record as each question ends.
 * @throws RagstoneError; what was recorded until then stays on disk
 */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<RunOutcome> {
  const { results, signal, shard = wholeRun, retryFailed = false } = options;
  await refuseUnwritable(results);
  // What is missing is told before a server is asked anything.
  await openDatasets(experiment, signal);
  await using models = await openModels(experiment, options.models, signal, {
    cassette: options.cassette,
    needed: await neededModels(experiment, options.from, Object.keys(options.models)),
    onPhase: options.onPhase,
  });
  const plan = await makePlan(experiment, { ...options, models: models.backends });
  using cache =
    experiment.cache === 'shared' && models.described.length > 0 ? await openSharedCache() : undefined;
  const { limiters } = models;
  await using sources = await openSources(plan, {
    signal,
    modelsOf: (cast) => retrieverModels(cast, { limiters, cache, seed: experiment.seed }),
    onIndex: options.onIndex,
    onPhase: options.onPhase,
    ...(options.retrievers !== undefined && { retrievers: options.retrievers }),
  });
  const id = options.run ?? runId(new Date(), experiment.name);
  const folder = path.join(results, id);
  const servers = models.servers.map(({ described }) => ({ ...described, limits: [] }));
  const prepared = { ...sources.prepared, models: models.described, servers };
  const wanted = await buildManifest(plan, prepared, id);
  const found = options.resume === true ? await readManifest(folder) : await createOrJoin(folder, wanted);
  if (options.resume === true) refuseOther(folder, found, wanted);
  else if (found !== wanted && options.shard === undefined) {
    throw new RagstoneError(
      'usage',
      `The run ${id} exists. Finish it with --resume ${id}, or give another name.`,
      { input: id },
    );
  }

  const { finished: _before, ...standing } = found;
  await using _lock = await lockWriter(folder, shard);
  const finished = new Map<string, Finished>();
  for (const planned of plan.datasets) {
    await writeQuestions(folder, planned.id, surveyedQuestions(planned.dataset, planned.survey, signal));
    for (const cell of planned.cells) {
      finished.set(cell.id, await readFinished(folder, cell.id, planned.survey.ids.length, retryFailed));
    }
  }
  const total = plan.datasets.reduce((sum, planned) => sum + remaining(planned, finished, shard), 0);
  await writeAtomic(runLayout.manifest(folder), serialise({ ...standing, status: 'running' }));
  let done = 0;
  try {
    await using sink = await openRecordSink(folder, writerOf(shard));
    await using _limits =
      models.servers.length === 0 ? undefined : await keepLimits(folder, writerOf(shard), models.servers);
    using log = models.described.length === 0 ? undefined : openAnswerStore(runLayout.calls(folder));
    for (const planned of plan.datasets) {
      const before = done;
      const tasks = tasksOf(planned, {
        sourceOf: (cell) => sources.sourceOf(cell),
        backendsOf: ({ id: cell, repeat, planned: { system } }, question) =>
          log === undefined
            ? {}
            : recordBackends(
                system,
                { cell, question, repeat },
                { limiters, log, cache, seed: experiment.seed },
              ),
        isFinished: (cell, position) => finished.get(cell.id)?.has(position) ?? false,
        shard,
        seed: experiment.seed,
        signal,
      });
      const { done: here } = await execute(tasks, {
        sink,
        concurrency: openQuestions(experiment, models),
        signal,
        draining: options.draining ?? new AbortController().signal,
        onProgress: (progress) => options.onProgress?.({ ...progress, done: before + progress.done, total }),
      });
      done += here;
    }
  } catch (error) {
    await settleStatus(folder, standing, { shard, stopped: true });
    throw error;
  }
  return { folder, manifest: await settleStatus(folder, standing, { shard, stopped: done < total }), done };
}

/** With servers, what is limited is calls in flight; twice as many questions are open, so that the servers never idle. */
function openQuestions(experiment: Experiment, models: OpenModels): number {
  const limits = [...new Set(Object.values(models.limiters))].map(({ limit }) => limit);
  return limits.length === 0 ? experiment.concurrency : 2 * Math.max(...limits);
}

function remaining(planned: PlannedDataset, finished: ReadonlyMap<string, Finished>, shard: Shard): number {
  const mine = planned.survey.ids.flatMap((question, position) => (holds(shard, question) ? [position] : []));
  return planned.cells.reduce(
    (sum, cell) => sum + mine.filter((position) => finished.get(cell.id)?.has(position) !== true).length,
    0,
  );
}
