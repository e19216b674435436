import { RagstoneError } from '../../errors.ts';
import { parseDatasetFlag } from '../../datasets/open/parseDatasetFlag.ts';
import { checkSettings } from '../plan/checkSettings.ts';
import { experimentSchema, type Experiment, type WrittenExperiment } from './experimentSchema.ts';

/** The flags of `ragstone run` that change the experiment. They override the file. */
export interface ExperimentFlags {
  /** `NAME` or `NAME=FILE`, several. */
  readonly dataset?: readonly string[];
  readonly corpus?: string;
  readonly split?: string;
  readonly setting?: string;
  readonly limit?: number;
  readonly sample?: number;
  readonly sampleSeed?: number;
  readonly ids?: string;
  /** Methods by name, comma-separated: each a system over the default retriever. */
  readonly systems?: string;
  /** `NAME=ADDRESS`: one model on one server, for every role. */
  readonly model?: string;
  readonly keyEnv?: string;
  readonly tuning?: true;
  readonly cache?: 'run' | 'shared';
  readonly doctor?: false | 'short' | 'full';
  readonly reference?: string;
  /** Comma-separated: `original`, `own`, `typos`, `auto`, `window=64`. */
  readonly environments?: string;
  /** Comma-separated scorers. */
  readonly score?: string;
  readonly seed?: number;
  readonly repeats?: number;
  readonly concurrency?: number;
  readonly budgetCalls?: number;
  readonly budgetContextTokens?: number;
  readonly budgetOutputTokens?: number;
}

/** The experiment with the flags laid over it. @throws RagstoneError `usage` */
export function applyFlags(experiment: Experiment, flags: ExperimentFlags): Experiment {
  const merged: WrittenExperiment = {
    ...experiment,
    ...given({
      seed: flags.seed,
      repeats: flags.repeats,
      concurrency: flags.concurrency,
      cache: flags.cache,
      doctor: flags.doctor,
      tuning: flags.tuning,
      reference: flags.reference,
    }),
    datasets: datasetsOf(experiment, flags),
    ...modelOf(flags),
    budget: {
      ...experiment.budget,
      ...given({
        calls: flags.budgetCalls,
        contextTokens: flags.budgetContextTokens,
        outputTokens: flags.budgetOutputTokens,
      }),
    },
    ...(flags.score !== undefined && { score: list(flags.score) }),
    ...(flags.environments !== undefined && {
      environments: list(flags.environments).map(environment),
      systems: experiment.systems.map((system) => withoutOwnEnvironments(system)),
    }),
    ...(flags.systems !== undefined && {
      systems: list(flags.systems).map((use) => ({ use })),
      ...(flags.reference === undefined && { reference: undefined }),
    }),
  };
  return checkSettings('The flags', () => experimentSchema.parse(JSON.parse(JSON.stringify(merged))));
}

function datasetsOf(experiment: Experiment, flags: ExperimentFlags): WrittenExperiment['datasets'] {
  const samples = [flags.limit, flags.sample, flags.ids].filter((flag) => flag !== undefined);
  if (samples.length > 1) {
    throw new RagstoneError(
      'usage',
      'Give one of --limit, --sample and --ids: each says which questions to ask.',
    );
  }
  if (flags.sampleSeed !== undefined && flags.sample === undefined) {
    throw new RagstoneError('usage', '--sample-seed goes with --sample.');
  }
  const chosen: WrittenExperiment['datasets'] =
    flags.dataset?.map((flag) => parseDatasetFlag(flag)) ?? experiment.datasets;
  return chosen.map((entry) => {
    const { limit, sample, ids, ...rest } = entry;
    const kept = samples.length > 0 ? rest : { ...rest, ...given({ limit, sample, ids }) };
    return {
      ...kept,
      ...given({
        corpus: flags.corpus,
        split: flags.split,
        setting: flags.setting,
        limit: flags.limit,
        ids: flags.ids,
      }),
      ...(flags.sample !== undefined && { sample: { n: flags.sample, seed: flags.sampleSeed ?? 42 } }),
    };
  });
}

function modelOf({ model, keyEnv }: ExperimentFlags): Pick<WrittenExperiment, 'servers' | 'models'> {
  if (model === undefined) {
    if (keyEnv !== undefined) throw new RagstoneError('usage', '--key-env goes with --model.');
    return {};
  }
  const at = model.lastIndexOf('=http');
  if (at < 1) {
    throw new RagstoneError(
      'usage',
      `--model ${model}: give it as NAME=ADDRESS, for example qwen=http://127.0.0.1:8000/v1.`,
      { input: model },
    );
  }
  const server = { address: model.slice(at + 1), ...(keyEnv !== undefined && { key: { env: keyEnv } }) };
  return { servers: { server }, models: { model: { server: 'server', model: model.slice(0, at) } } };
}

function environment(text: string): NonNullable<WrittenExperiment['environments']>[number] {
  const window = /^window=(\d+)$/.exec(text);
  if (window !== null) return { window: Number(window[1]) };
  if (text === 'original' || text === 'own' || text === 'typos' || text === 'auto') return text;
  throw new RagstoneError(
    'usage',
    `--environments ${text}: known are original, own, typos, auto and window=64.`,
    { input: text },
  );
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** The members that were given. */
function given<T extends Readonly<Record<string, unknown>>>(
  members: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function withoutOwnEnvironments(system: Experiment['systems'][number]): Experiment['systems'][number] {
  const everywhere = { ...system };
  delete everywhere.environments;
  return everywhere;
}
