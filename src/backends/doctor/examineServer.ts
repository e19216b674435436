import { isRagstoneError, toError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Finding } from '../../ports/finding.ts';
import { httpBackend } from '../model/httpBackend.ts';
import { openHttpServer, type HttpServer, type HttpServerSpec } from '../openHttpServer.ts';
import { serverAddress } from '../serverAddress.ts';
import { examineModel } from './examineModel.ts';
import { openLoaded } from './openLoaded.ts';
import { surveyServer } from './surveyServer.ts';

/** A model to examine, as its server calls it. */
export interface WantedModel {
  readonly id: string;
  readonly model: string;
  readonly adapter?: string;
  /** Control tokens of it, to see whether they are written out. */
  readonly controls?: readonly string[];
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
  /** Control tokens of all models. */
  readonly controls: readonly string[];
  /** Called before each model. */
  readonly onModel: (id: string) => void;
}

/** As many calls as a probe has in flight. */
const concurrency = 20;

/**
 * Asks a server what it is, and probes models on it in full; without `wanted` the first that it lists. A server that
 * does not answer is a finding.
 * @throws RagstoneError `usage` or `unknown-name` for a wrong address, key or kind; `interrupted`
 */
export async function examineServer(
  spec: HttpServerSpec,
  wanted: readonly WantedModel[] | undefined,
  signal: AbortSignal,
  { environment, controls, onModel }: ExamineOptions,
): Promise<ExaminedServer> {
  const address = serverAddress(spec.address).href;
  const unreachable = (finding: Finding): ExaminedServer => ({
    address,
    reached: false,
    findings: [finding],
    models: [],
  });
  const reached = await reach(() => openHttpServer(spec, signal, { concurrency, environment }), signal);
  if ('finding' in reached) return unreachable(reached.finding);
  await using server = reached.got;
  const surveyed = await reach(() => surveyServer(server, wanted?.[0]?.model ?? ''), signal);
  if ('finding' in surveyed) return unreachable(surveyed.finding);
  const { findings, listed } = surveyed.got;
  const models: ExaminedModel[] = [];
  for (const each of wanted ?? [listed[0] ?? 'default'].map((model) => ({ id: model, model }))) {
    onModel(each.id);
    models.push(await examine(server, each, controls, signal));
    signal.throwIfAborted();
  }
  return { address, reached: true, findings, models };
}

async function examine(
  server: HttpServer,
  wanted: WantedModel,
  controls: readonly string[],
  signal: AbortSignal,
): Promise<ExaminedModel> {
  const all = [...new Set([...controls, ...(wanted.controls ?? [])])];
  try {
    const patient = await openLoaded(server, wanted, signal);
    const { findings, can } = await examineModel(patient, { depth: 'full', controls: all }, signal);
    return { ...wanted, findings, backend: { ...httpBackend(patient.model), can } };
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
