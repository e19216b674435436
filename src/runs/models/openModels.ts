import { RagstoneError } from '../../errors.ts';
import { openAnswerStore } from '../../backends/store/answerStore.ts';
import { openLimiter, type Limiter } from '../../backends/wrappers/limiter.ts';
import { withPrefixes } from '../../backends/wrappers/withPrefixes.ts';
import { nearestName } from '../../io/nearestName.ts';
import type { Backend, Server } from '../../ports/backend.ts';
import type { ManifestModel } from '../../ports/manifest.ts';
import type { Experiment } from '../experiment/experimentSchema.ts';
import { openServer } from './openServer.ts';

/** The models of an experiment, each as one attempt a call; `recordBackends` puts limit, retries and log around them. */
export interface OpenModels extends AsyncDisposable {
  readonly backends: Readonly<Record<string, Backend>>;
  /** By model; models of one server share theirs. */
  readonly limiters: Readonly<Record<string, Limiter>>;
  readonly described: readonly ManifestModel[];
}

/** A file that keeps the answers of servers (`record`), or that answers in their place (`replay`). */
export interface Cassette {
  readonly mode: 'record' | 'replay';
  readonly file: string;
}

/**
 * Reaches the servers that an experiment's models need and asks what they are. `given` are models that code hands in,
 * by the names that roles give them.
 * @throws RagstoneError `usage` for a model on an unknown server, and what the servers say
 */
export async function openModels(
  experiment: Experiment,
  given: Readonly<Record<string, Backend>>,
  signal: AbortSignal,
  cassette?: Cassette,
): Promise<OpenModels> {
  const store = cassette && openAnswerStore(cassette.file, { readOnly: cassette.mode === 'replay' });
  const servers = new Map<string, { readonly server: Server; readonly limiter: Limiter }>();
  const dispose = async (): Promise<void> => {
    for (const { server } of servers.values()) await server[Symbol.asyncDispose]();
    store?.[Symbol.dispose]();
  };
  const tape = store && cassette && { mode: cassette.mode, store };
  const reach = async (name: string, model: string) => {
    const known = servers.get(name);
    if (known !== undefined) return known;
    const spec = experiment.servers[name];
    if (spec === undefined) {
      const near = nearestName(name, Object.keys(experiment.servers));
      throw new RagstoneError(
        'usage',
        `The model "${model}" is on the server "${name}", which the experiment does not have${near === undefined ? '.' : `; did you mean "${near}"?`}`,
        { input: name },
      );
    }
    const concurrency = spec.concurrency ?? experiment.concurrency;
    const server = await openServer(spec, concurrency, tape, signal);
    const opened = { server, limiter: openLimiter(concurrency) };
    servers.set(name, opened);
    return opened;
  };

  try {
    const all = Object.entries(given).map(([id, backend]) => ({
      id,
      backend,
      limiter: openLimiter(experiment.concurrency),
      device: 'unknown',
    }));
    for (const [id, { server: name, model, adapter, prefixes }] of Object.entries(experiment.models)) {
      const { server, limiter } = await reach(name, id);
      const device = experiment.servers[name]?.device ?? 'unknown';
      const plain = await server.open(model, adapter);
      const backend = prefixes === undefined ? plain : withPrefixes(plain, prefixes);
      all.push({ id, backend, limiter, device });
    }
    return {
      backends: Object.fromEntries(all.map(({ id, backend }) => [id, backend])),
      limiters: Object.fromEntries(all.map(({ id, limiter }) => [id, limiter])),
      described: all.map(({ id, backend, device }) => ({
        id,
        ...backend.identity,
        can: backend.can,
        device,
      })),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
