import { RagstoneError } from '../../errors.ts';
import {
  examineServer,
  type ExaminedServer,
  type ExamineOptions,
  type WantedModel,
} from '../../backends/doctor/examineServer.ts';
import type { Backend } from '../../ports/backend.ts';
import type { ServerSpec } from '../../runs/experiment/experimentSchema.ts';
import { readExperiment } from '../../runs/experiment/readExperiment.ts';
import { neededModels } from '../../runs/plan/neededModels.ts';
import { interruptible } from './data/interruptible.ts';
import { type Diagnosis, diagnosisStatus } from './doctor/diagnosis.ts';
import { diagnosisText } from './doctor/diagnosisText.ts';
import { examineLocal } from './doctor/examineLocal.ts';
import { systemFits } from './doctor/systemFits.ts';

interface DoctorFlags {
  readonly model?: string;
  readonly adapter?: string;
  readonly kind?: string;
  readonly keyEnv?: string;
  readonly control?: readonly string[];
  readonly json?: true;
}

/** `ragstone doctor`. Gives the exit status of `diagnosisStatus`. */
export async function doctorCommand(target: string, raw: Readonly<Record<string, unknown>>): Promise<number> {
  const flags = raw as unknown as DoctorFlags;
  using stop = interruptible('Stopped. Nothing was changed anywhere.');
  const options: ExamineOptions = {
    environment: process.env,
    controls: flags.control ?? [],
    onModel: (id) => void process.stderr.write(`examining ${id}\n`),
  };
  const diagnosis = /^https?:\/\//i.test(target)
    ? await diagnoseAddress(target, flags, stop.signal, options)
    : await diagnoseExperiment(target, flags, stop.signal, options);
  process.stdout.write(flags.json === true ? `${json(diagnosis)}\n` : diagnosisText(diagnosis));
  return diagnosisStatus(diagnosis);
}

async function diagnoseAddress(
  address: string,
  { model, adapter, kind, keyEnv }: DoctorFlags,
  signal: AbortSignal,
  options: ExamineOptions,
): Promise<Diagnosis> {
  if (adapter !== undefined && model === undefined) {
    throw new RagstoneError('usage', '--adapter goes with --model: name the model that it belongs to.');
  }
  const spec = {
    address,
    ...(kind !== undefined && { kind }),
    ...(keyEnv !== undefined && { key: { env: keyEnv } }),
  };
  const wanted =
    model === undefined ? undefined : [{ id: model, model, ...(adapter !== undefined && { adapter }) }];
  const server = await examineServer(spec, wanted, signal, options);
  return { servers: [{ id: server.address, ...server }], systems: [] };
}

async function diagnoseExperiment(
  file: string,
  flags: DoctorFlags,
  signal: AbortSignal,
  options: ExamineOptions,
): Promise<Diagnosis> {
  const extra = (['model', 'adapter', 'kind', 'keyEnv'] as const).find((flag) => flags[flag] !== undefined);
  if (extra !== undefined) {
    throw new RagstoneError(
      'usage',
      `--${extra === 'keyEnv' ? 'key-env' : extra} goes with an address: an experiment file says it itself.`,
    );
  }
  const experiment = await readExperiment(file);
  const from = process.cwd();
  const needed = [...(await neededModels(experiment, from))].flatMap(([id, { controls }]) => {
    const model = experiment.models[id];
    return model === undefined ? [] : [{ id, controls, ...model }];
  });
  const servers: Diagnosis['servers'][number][] = [];
  for (const id of new Set(needed.map(({ server }) => server))) {
    const spec = experiment.servers[id];
    if (spec === undefined) {
      throw new RagstoneError(
        'usage',
        `A model is on the server "${id}", which the experiment does not have.`,
        {
          input: id,
        },
      );
    }
    const wanted = needed
      .filter(({ server }) => server === id)
      .map(({ id: name, model, adapter, controls }): WantedModel => ({
        id: name,
        model,
        controls,
        ...(adapter !== undefined && { adapter }),
      }));
    servers.push({ id, ...(await examine(spec, wanted, signal, options)) });
  }
  const models: Record<string, Backend> = {};
  for (const { id, backend } of servers.flatMap((server) => server.models)) {
    if (backend !== undefined) models[id] = backend;
  }
  return { servers, systems: await systemFits(experiment, models, from) };
}

function examine(
  { address, gguf, threads: _threads, contextTokens: _context, cacheType: _cache, ...remote }: ServerSpec,
  wanted: readonly WantedModel[],
  signal: AbortSignal,
  options: ExamineOptions,
): Promise<ExaminedServer> {
  if (gguf !== undefined) return examineLocal(gguf, wanted, signal, options);
  // The schema wants one of both.
  return examineServer({ ...remote, address: address ?? '' }, wanted, signal, options);
}

/** For machines: findings with their values; of a backend its identity and what it can do. */
function json(diagnosis: Diagnosis): string {
  return JSON.stringify({ ...diagnosis, status: diagnosisStatus(diagnosis) }, undefined, 2);
}
