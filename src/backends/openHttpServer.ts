import { RagstoneError } from '../errors.ts';
import { nearestName } from '../io/nearestName.ts';
import type { Capabilities, Server } from '../ports/backend.ts';
import { detectFamily } from './detectFamily.ts';
import type { Described, Family, Get } from './family.ts';
import { findFamily } from './findFamily.ts';
import { openHttpClient } from './http/httpClient.ts';
import { known, unknown } from './known.ts';
import { httpBackend } from './model/httpBackend.ts';
import type { HttpModel } from './model/httpModel.ts';
import { optionalGet } from './optionalGet.ts';
import { openTokenizer } from './prompts/tokenizer.ts';
import { serverAddress } from './serverAddress.ts';
import { serverKey } from './serverKey.ts';

/** A model server as an experiment names it. */
export interface HttpServerSpec {
  /** The family's name; found out by asking where it is not told. */
  readonly kind?: string;
  /** `http://host:port`, with or without `/v1` at the end. */
  readonly address: string;
  /** The environment variable that holds the key. */
  readonly key?: { readonly env: string };
  /** Milliseconds for one whole answer. Default 120,000. */
  readonly timeout?: number;
  /** What it runs on, as its user says. */
  readonly device?: string;
  /** How it was started to pool embeddings (`mean`, `last`, `cls`), where it does not say. */
  readonly pooling?: string;
}

export interface HttpServerOptions {
  /** Connections; calls in flight. Default 16. */
  readonly concurrency?: number;
  /** Default: the process's. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Stream chat and text answers to measure the time to the first token. Default `false`. */
  readonly firstToken?: boolean;
  /** The largest answer that is taken. Default 256 MiB (a vocabulary of log-probabilities is about 13 MB). */
  readonly maxBodyBytes?: number;
}

/** A server behind HTTP, and what it is. */
export interface HttpServer extends Server {
  readonly family: string;
  /** Declared, never guessed. */
  readonly device: string | undefined;
  /** For examinations, which ask what no method asks. */
  readonly get: Get;
  /** What the server says of itself and of a model, whether it has it or not. */
  describe(model: string): Promise<Described>;
  /** As `open`, before it becomes a backend. */
  openModel(model: string, adapter?: string): Promise<HttpModel>;
}

/**
 * Reaches a model server and finds out its kind. Nothing is generated.
 * @throws RagstoneError `usage` for a wrong address or an empty key; `unknown-name` for an unknown kind;
 * `unsupported` when no known server answers; `backend` when none does
 */
export async function openHttpServer(
  spec: HttpServerSpec,
  signal: AbortSignal,
  options: HttpServerOptions = {},
): Promise<HttpServer> {
  const { environment = process.env, concurrency = 16 } = options;
  const root = serverAddress(spec.address);
  const key = serverKey(spec.key, environment);
  const client = openHttpClient({
    root,
    ...(key !== undefined && { key }),
    // Counting tokens and asking again go beside the calls in flight.
    connections: concurrency * 2,
    timeoutMs: spec.timeout ?? 120_000,
    maxBodyBytes: options.maxBodyBytes ?? 256 * 1024 ** 2,
    environment,
  });
  try {
    const get = optionalGet(client, signal);
    const family = await (spec.kind === undefined ? detectFamily(get, root.href) : findFamily(spec.kind));
    const openModel = async (model: string, adapter?: string): Promise<HttpModel> => {
      const wanted = { model, ...(adapter !== undefined && { adapter }) };
      const described = await family.describe(get, wanted);
      requireModel(described, model, adapter);
      const tokenizer =
        family.tokenise && (await openTokenizer(client, family.tokenise, described.address.model, signal));
      return {
        client,
        family,
        described,
        identity: {
          server: `${family.name} ${described.version} at ${root.href}`,
          ...wanted,
          digest: described.digest,
          trainedOn: unknown,
        },
        can: capabilities(family, described, tokenizer !== undefined),
        tokenizer,
        firstToken: options.firstToken ?? false,
        declaredPooling: spec.pooling,
      };
    };
    return {
      address: root.href,
      family: family.name,
      device: spec.device,
      get,
      describe: (model) => family.describe(get, { model }),
      openModel,
      open: async (model, adapter) => httpBackend(await openModel(model, adapter)),
      [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    };
  } catch (error) {
    await client[Symbol.asyncDispose]();
    throw error;
  }
}

/** What the family and the server's own words say. Whatever only a trial can tell stays unknown. */
function capabilities(family: Family, described: Described, countsTokens: boolean): Capabilities {
  const own = [
    ...(family.text !== undefined || family.chat !== undefined ? (['generate'] as const) : []),
    ...(family.embed === undefined ? [] : (['embed'] as const)),
    ...(family.rerank === undefined ? [] : (['rerank'] as const)),
  ];
  return {
    does: described.does ?? own,
    prompts: (['text', 'chat'] as const).filter((kind) => family[kind] !== undefined),
    watch: family.logprobs.depth === 0 ? known('none' as const) : unknown,
    controlTokens: family.controlTokens,
    seed: unknown,
    countTokens: countsTokens,
    stream: family.chat?.streams !== undefined || family.text?.streams !== undefined,
    contextTokens: described.contextTokens,
  };
}

/** @throws RagstoneError `unknown-name` when the server lists its models and has not this one */
function requireModel({ models, address }: Described, model: string, adapter: string | undefined): void {
  const name = address.model === adapter ? adapter : model;
  if (models === undefined || models.includes(name)) return;
  const near = nearestName(name, models);
  throw new RagstoneError(
    'unknown-name',
    `The server has no model "${name}"${near === undefined ? '' : `; did you mean "${near}"?`} It has: ${models.join(', ')}.`,
    { input: name },
  );
}
