import path from 'node:path';
import { RagstoneError } from '../../errors.ts';
import type { Manifest } from '../../ports/manifest.ts';
import { reportTables } from '../../reports/reportTables.ts';
import { writeReport } from '../../reports/writeReport.ts';
import { findRun, latestUnfinished } from '../../runs/disk/runFolders.ts';
import { readManifest } from '../../runs/disk/readRun.ts';
import { parseShard } from '../../runs/disk/shard.ts';
import { applyFlags, type ExperimentFlags } from '../../runs/experiment/applyFlags.ts';
import { experimentSchema, type Experiment } from '../../runs/experiment/experimentSchema.ts';
import { readExperiment } from '../../runs/experiment/readExperiment.ts';
import { fetchHubModels } from '../../runs/models/hubModels.ts';
import type { Cassette } from '../../runs/models/openModels.ts';
import { runExperiment } from '../../runs/runExperiment.ts';
import { printTables } from '../ui/printTables.ts';
import { progressLine, type ProgressLine } from '../ui/progressLine.ts';
import { stopSignals } from '../ui/stopSignals.ts';
import { builtInExperiment } from './builtInExperiment.ts';
import { dryRun } from './dryRun.ts';

interface RunFlags extends ExperimentFlags {
  readonly out: string;
  readonly full?: true;
  readonly run?: string;
  readonly resume?: string | true;
  readonly retryFailed?: true;
  readonly shard?: string;
  readonly record?: string;
  readonly replay?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `ragstone run`. Gives the exit status: 0 when the run is complete, 1 when servers left gaps, 130 when stopped. */
export async function runCommand(
  file: string | undefined,
  raw: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = raw as unknown as RunFlags;
  refuseContradictions(file, flags);
  using stop = stopSignals();
  const resumed = flags.resume === undefined ? undefined : await resumedRun(flags.resume, flags);
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const experiment = resumed?.experiment ?? (await experimentOf(file, flags, say));
  const planning = { from: process.cwd(), models: {}, signal: stop.signal, onPhase: say };
  if (flags.dryRun === true) {
    const json = flags.json === true;
    process.stdout.write(await dryRun(experiment, planning, { ...cassetteOf(flags), json }));
    return 0;
  }

  let line: ProgressLine | undefined;
  let phase = '';
  const progress = (label: string, unit: string): ProgressLine => {
    if (phase !== label || line === undefined) {
      line?.end();
      line = progressLine(label, unit);
      phase = label;
    }
    return line;
  };
  const fetched =
    flags.replay === undefined
      ? await fetchHubModels(experiment, {
          signal: AbortSignal.any([stop.signal, stop.draining]),
          onProgress: ({ file: name, bytes, total }) =>
            progress(`fetching ${name}`, 'bytes').update({ done: bytes, total }),
        })
          .catch((error: unknown) => {
            if (!stop.draining.aborted) throw error;
            throw new RagstoneError('interrupted', 'Stopped. The same command continues the download.');
          })
          .finally(() => {
            line?.end();
            line = undefined;
          })
      : experiment;
  for (const [name, { gguf }] of Object.entries(fetched.servers)) {
    if (gguf !== experiment.servers[name]?.gguf) say(`server ${name}: ${gguf}`);
  }
  const outcome = await runExperiment(fetched, {
    ...planning,
    draining: stop.draining,
    results: resumed === undefined ? flags.out : path.dirname(resumed.folder),
    ...(resumed !== undefined && { run: path.basename(resumed.folder), resume: true }),
    ...(flags.run !== undefined && { run: flags.run }),
    ...(flags.retryFailed === true && { retryFailed: true }),
    ...(flags.shard !== undefined && { shard: parseShard(flags.shard) }),
    ...cassetteOf(flags),
    onIndex: ({ name, passages }) => progress(`indexing ${name}`, 'passages').update({ done: passages }),
    onProgress: ({ done, total, failed }) =>
      progress('asking', 'records').update({ done, total, ...(failed > 0 && { note: `${failed} failed` }) }),
  }).finally(() => line?.end());

  const { folder, manifest } = outcome;
  for (const share of goldShares(manifest)) say(share);
  for (const warning of manifest.warnings) say(`note: ${warning}`);
  if (manifest.status === 'interrupted' || manifest.status === 'running') {
    say(
      `${outcome.done} records written. ${manifest.status === 'running' ? 'The rest belongs to other shards.' : `Finish it with: ragstone run --resume ${manifest.id}`}`,
    );
    return manifest.status === 'running' ? 0 : 130;
  }
  const { summary, html } = await writeReport(folder);
  if (flags.json === true)
    process.stdout.write(`${JSON.stringify({ run: folder, status: manifest.status, summary })}\n`);
  else printTables(reportTables(summary));
  say(`records  ${folder}\nreport   ${html}`);
  if (manifest.status === 'complete') return 0;
  say(
    `Some questions failed for reasons outside the systems; ask them again with: ragstone run --resume ${manifest.id}`,
  );
  return 1;
}

function cassetteOf({ record, replay }: RunFlags): { readonly cassette?: Cassette } {
  if (record !== undefined && replay !== undefined) {
    throw new RagstoneError('usage', 'Give --record or --replay: a run cannot do both.');
  }
  if (record !== undefined) return { cassette: { mode: 'record', file: record } };
  return replay === undefined ? {} : { cassette: { mode: 'replay', file: replay } };
}

/** How much of the annotated gold each corpus holds: recall cannot be higher. */
function goldShares({ datasets }: Manifest): readonly string[] {
  return datasets.flatMap(({ id, corpus }) =>
    corpus?.goldShare === undefined
      ? []
      : [
          `${id}: ${corpus.passages} passages hold ${(100 * corpus.goldShare).toFixed(1)} % of the annotated gold passages`,
        ],
  );
}

async function experimentOf(
  file: string | undefined,
  flags: RunFlags,
  say: (text: string) => void,
): Promise<Experiment> {
  const builtIn = file === undefined ? builtInExperiment(flags) : { file };
  if (builtIn.said !== undefined) say(builtIn.said);
  return applyFlags(await readExperiment(builtIn.file), flags);
}

async function resumedRun(
  run: string | true,
  { out, doctor }: RunFlags,
): Promise<{ readonly folder: string; readonly experiment: Experiment }> {
  const folder = run === true ? await latestUnfinished(out) : await findRun(run, out);
  const { experiment } = await readManifest(folder);
  const begun = experimentSchema.parse(experiment);
  return { folder, experiment: doctor === undefined ? begun : { ...begun, doctor } };
}

const experimentFlags = [
  'dataset',
  'corpus',
  'split',
  'setting',
  'limit',
  'sample',
  'ids',
  'systems',
  'environments',
  'score',
  'seed',
  'repeats',
  'model',
  'budgetCalls',
  'budgetContextTokens',
  'budgetOutputTokens',
  'reference',
  'run',
  'full',
] as const;

function refuseContradictions(file: string | undefined, flags: RunFlags): void {
  if (flags.resume !== undefined) {
    const extra = experimentFlags.find((flag) => flags[flag] !== undefined);
    if (file !== undefined || extra !== undefined) {
      throw new RagstoneError(
        'usage',
        `--resume goes on with an experiment as it was begun: leave out ${file ?? `--${extra}`}.`,
      );
    }
  }
  if (flags.full === true && file !== undefined) {
    throw new RagstoneError('usage', `--full is the built-in comparison: leave out ${file}.`);
  }
  if (flags.retryFailed === true && flags.resume === undefined) {
    throw new RagstoneError('usage', '--retry-failed goes with --resume.');
  }
  if (flags.shard !== undefined && flags.run === undefined && flags.resume === undefined) {
    throw new RagstoneError('usage', '--shard needs --run <name>, the same for every shard.');
  }
}
