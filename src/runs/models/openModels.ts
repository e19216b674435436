import { known } from '../../backends/known.ts';
import { openAnswerStore } from '../../backends/store/answerStore.ts';
import { openLimiter, type Limiter } from '../../backends/wrappers/limiter.ts';
import { withPrefixes } from '../../backends/wrappers/withPrefixes.ts';
import { RagstoneError } from '../../errors.ts';
import { nearestName } from '../../io/nearestName.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Examined, ManifestModel, ManifestServer } from '../../ports/manifest.ts';
import type { Experiment } from '../experiment/experimentSchema.ts';
import type { ModelServer, NeededModel } from './modelServer.ts';
import { openServer, type Reaching } from './openServer.ts';

/** The models of an experiment, each as one attempt a call; `recordBackends` puts limit, retries and log around them. */
export interface OpenModels extends AsyncDisposable {
  readonly backends: Readonly<Record<string, Backend>>;
  /** By model; models of one server share theirs. */
  readonly limiters: Readonly<Record<string, Limiter>>;
  readonly described: readonly ManifestModel[];
  readonly servers: readonly OpenedServer[];
}

/** A server, or a model that code handed in, with its limit. */
interface OpenedServer {
  readonly described: Omit<ManifestServer, 'limits'>;
  readonly limiter: Limiter;
}

/** A file that keeps the answers of servers (`record`), or that answers in their place (`replay`). */
export interface Cassette {
  readonly mode: 'record' | 'replay';
  readonly file: string;
}

export interface OpenModelsOptions {
  readonly cassette?: Cassette | undefined;
  /** What models are needed for: these are examined. Default: none is, and nothing is generated. */
  readonly needed?: ReadonlyMap<string, NeededModel>;
  /** Called before each examination. */
  readonly onPhase?: (phase: string) => void;
}

/** A server with the models that were found on it so far. */
interface Reached extends OpenedServer {
  readonly opens: ModelServer;
  readonly models: string[];
}

/**
 * Reaches the servers that an experiment's models need, asks what they are and, as the experiment's `doctor` says,
 * tries what the needed models can do. `given` are models that code hands in, by the names that roles give them.
 * @throws RagstoneError `usage` for a model on an unknown server, and what the servers say
 */
export async function openModels(
  experiment: Experiment,
  given: Readonly<Record<string, Backend>>,
  signal: AbortSignal,
  { cassette, needed, onPhase }: OpenModelsOptions = {},
): Promise<OpenModels> {
  const store = cassette && openAnswerStore(cassette.file, { readOnly: cassette.mode === 'replay' });
  const tape = store && cassette && { mode: cassette.mode, store };
  const depth = depthOf(experiment, needed);
  const reached = new Map<string, Reached>();
  const open: AsyncDisposable[] = [];
  const dispose = async (): Promise<void> => {
    for (const server of open) await server[Symbol.asyncDispose]();
    store?.[Symbol.dispose]();
  };
  const reach = async (name: string, id: string, model: string): Promise<Reached> => {
    const before = reached.get(name);
    if (before !== undefined) return before;
    const spec = serverOf(experiment, name, id);
    const concurrency = spec.concurrency ?? experiment.concurrency;
    const opens = await openServer(spec, { concurrency, tape, depth, signal });
    open.push(opens.server);
    const { address } = opens.server;
    const examined = await opens.survey(model);
    const models: string[] = [];
    const described = { id: name, address, models, examined };
    const server = { opens, described, models, limiter: openLimiter(concurrency) };
    reached.set(name, server);
    return server;
  };

  try {
    const handedIn = Object.entries(given).map(([id, backend]) => ({
      described: {
        id,
        ...backend.identity,
        can: backend.can,
        examined: givenByCode,
        device: 'unknown',
      },
      backend,
      limiter: openLimiter(experiment.concurrency),
    }));
    const all: { described: ManifestModel; backend: Backend; limiter: Limiter }[] = [...handedIn];
    for (const [id, { server: name, model, adapter, prefixes, trainedOn }] of Object.entries(
      experiment.models,
    )) {
      const { opens, limiter, models } = await reach(name, id, model);
      models.push(id);
      const opened = declared(await opens.server.open(model, adapter), trainedOn);
      const need = needed?.get(id);
      const idle = needed !== undefined && need === undefined;
      if (typeof depth === 'string' && !idle && cassette?.mode !== 'replay') onPhase?.(`examining ${id}`);
      const { examined, can } = idle
        ? { examined: notNeeded, can: opened.can }
        : await opens.examine(
            { model, ...(adapter !== undefined && { adapter }), backend: opened },
            need ?? { tasks: new Set(), controls: [] },
          );
      const examinedAs = { ...opened, can };
      const backend = prefixes === undefined ? examinedAs : withPrefixes(examinedAs, prefixes);
      all.push({
        described: {
          id,
          ...backend.identity,
          can,
          examined,
          device: experiment.servers[name]?.device ?? 'unknown',
        },
        backend,
        limiter,
      });
    }
    return {
      backends: Object.fromEntries(all.map(({ described, backend }) => [described.id, backend])),
      limiters: Object.fromEntries(all.map(({ described, limiter }) => [described.id, limiter])),
      described: all.map(({ described }) => described),
      servers: [
        ...handedIn.map(({ described: { id, server }, limiter }) => ({
          described: { id, address: server, models: [id], examined: givenByCode },
          limiter,
        })),
        ...reached.values(),
      ],
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Only its user knows what a model was trained on. */
function declared(backend: Backend, trainedOn: readonly string[] | undefined): Backend {
  if (trainedOn === undefined) return backend;
  return { ...backend, identity: { ...backend.identity, trainedOn: known(trainedOn) } };
}

const givenByCode: Examined = { how: 'not', because: 'code handed it in' };
const notNeeded: Examined = { how: 'not', because: 'no system and no retriever needs it' };

function depthOf(
  { doctor }: Experiment,
  needed: ReadonlyMap<string, NeededModel> | undefined,
): Reaching['depth'] {
  if (doctor === false) return { because: 'the experiment says "doctor: false"' };
  return needed === undefined ? { because: 'nothing was to be asked' } : doctor;
}

function serverOf(experiment: Experiment, name: string, model: string): Experiment['servers'][string] {
  const spec = experiment.servers[name];
  if (spec !== undefined) return spec;
  const near = nearestName(name, Object.keys(experiment.servers));
  throw new RagstoneError(
    'usage',
    `The model "${model}" is on the server "${name}", which the experiment does not have${near === undefined ? '.' : `; did you mean "${near}"?`}`,
    { input: name },
  );
}
