import { isRagstoneError, toError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import { findFamily } from '../findFamily.ts';
import { openHttpClient } from '../http/httpClient.ts';
import { modelCards } from '../modelCards.ts';
import { openHttpServer, type HttpServerSpec } from '../openHttpServer.ts';
import { serverAddress } from '../serverAddress.ts';
import { serverKey } from '../serverKey.ts';
import { examineModel } from './examineModel.ts';
import type { Finding } from './finding.ts';
import { openModel, type OpenedModel, type OpenedServer } from './openModel.ts';
import { optionalGet } from './optionalGet.ts';
import { prompts } from './probes/prompts.ts';

/** A model to examine, as its server calls it. */
export interface WantedModel {
  readonly id: string;
  readonly model: string;
  readonly adapter?: string;
}

export interface ExaminedServer {
  readonly address: string;
  /** Whether it answers, as a model server that is known. */
  readonly reached: boolean;
  readonly findings: readonly Finding[];
  readonly models: readonly ExaminedModel[];
}

export interface ExaminedModel extends WantedModel {
  readonly findings: readonly Finding[];
  /** With what was found out in `can`, and closed; `undefined` when the server has no such model. */
  readonly backend: Backend | undefined;
}

export interface ExamineOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Control tokens of the models, to see whether they are written out. */
  readonly controls: readonly string[];
  /** Called before each model. */
  readonly onModel: (id: string) => void;
}

/** As many calls as a probe has in flight. */
const concurrency = 20;
const timeoutMs = 120_000;

/**
 * Asks a server what it is, and probes models on it; without `wanted` the first that it lists. A server that does not
 * answer is a finding.
 * @throws RagstoneError `usage` or `unknown-name` for a wrong address, key or kind; `interrupted`
 */
export async function examineServer(
  spec: HttpServerSpec,
  wanted: readonly WantedModel[] | undefined,
  signal: AbortSignal,
  options: ExamineOptions,
): Promise<ExaminedServer> {
  const root = serverAddress(spec.address);
  const key = serverKey(spec.key, options.environment);
  await using client = openHttpClient({
    root,
    ...(key !== undefined && { key }),
    connections: concurrency * 2,
    timeoutMs: spec.timeout ?? timeoutMs,
    maxBodyBytes: 256 * 1024 ** 2,
    environment: options.environment,
  });
  const unreachable = (finding: Finding): ExaminedServer => ({
    address: root.href,
    reached: false,
    findings: [finding],
    models: [],
  });
  const reached = await reach(
    () => openHttpServer(spec, signal, { concurrency, environment: options.environment }),
    signal,
  );
  if ('finding' in reached) return unreachable(reached.finding);
  await using server = reached.got;
  const opened = { server, client, family: await findFamily(server.family), pooling: spec.pooling };
  const surveyed = await reach(() => survey(opened, wanted?.[0]?.model ?? '', signal), signal);
  if ('finding' in surveyed) return unreachable(surveyed.finding);
  const { findings, listed } = surveyed.got;
  const models: ExaminedModel[] = [];
  for (const each of wanted ?? [listed[0] ?? 'default'].map((model) => ({ id: model, model }))) {
    options.onModel(each.id);
    models.push(await examine(opened, each, options.controls, signal));
    signal.throwIfAborted();
  }
  return { address: root.href, reached: true, findings, models };
}

async function survey(
  { client, family }: OpenedServer,
  model: string,
  signal: AbortSignal,
): Promise<{ readonly findings: readonly Finding[]; readonly listed: readonly string[] }> {
  const get = optionalGet(client, signal);
  const began = performance.now();
  const { version, models } = await family.describe(get, { model });
  const ms = performance.now() - began;
  // llama-server answers to any name, and lists its own.
  const listed = models ?? modelCards(await get('/v1/models')).map(({ id }) => id);
  const kind = `${family.name}, version ${version}`;
  return {
    listed,
    findings: [
      { name: 'reachable', status: 'ok', value: true, detail: `answers in ${ms.toFixed(0)} ms` },
      { name: 'kind', status: 'ok', value: { kind: family.name, version }, detail: kind },
      listed.length === 0
        ? { name: 'models', status: 'unknown', value: null, detail: 'it lists none' }
        : { name: 'models', status: 'ok', value: listed, detail: listed.join(', ') },
    ],
  };
}

async function examine(
  server: OpenedServer,
  wanted: WantedModel,
  controls: readonly string[],
  signal: AbortSignal,
): Promise<ExaminedModel> {
  const { model, adapter } = wanted;
  try {
    const { backend, model: own } = await openLoaded(server, wanted, signal);
    const base = adapter === undefined ? undefined : (await openModel(server, { model }, signal)).model;
    const { findings, can } = await examineModel(own, base, controls, signal);
    return { ...wanted, findings, backend: { ...backend, can } };
  } catch (thrown) {
    const error = toError(thrown);
    const absent = isRagstoneError(error) && error.code !== 'backend';
    const status = absent ? 'no' : 'unknown';
    return {
      ...wanted,
      findings: [{ name: 'served', status, value: null, detail: error.message }],
      backend: undefined,
    };
  }
}

/** Ollama tells the context length of loaded models only, and loads one at its first request. */
async function openLoaded(
  server: OpenedServer,
  wanted: WantedModel,
  signal: AbortSignal,
): Promise<OpenedModel> {
  const opened = await openModel(server, wanted, signal);
  if (opened.model.described.contextTokens.known || !opened.model.can.does.includes('generate'))
    return opened;
  await prompts(opened.model, signal);
  return openModel(server, wanted, signal);
}

/** What a server answered, or that it did not. @throws what is the user's mistake and no fact about a server */
async function reach<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<{ readonly got: T } | { readonly finding: Finding }> {
  try {
    return { got: await work() };
  } catch (thrown) {
    signal.throwIfAborted();
    const error = toError(thrown);
    const told = isRagstoneError(error) && (error.code === 'backend' || error.code === 'unsupported');
    if (!told) throw error;
    return { finding: { name: 'reachable', status: 'no', value: false, detail: error.message } };
  }
}
