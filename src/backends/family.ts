import type { Known } from '../ports/backend.ts';
import type { EmbedDialect, GenerateDialect, RerankDialect } from './dialects/dialect.ts';
import type { TokeniseDialect } from './dialects/tokenise.ts';
import type { Json } from './http/httpClient.ts';

/** A kind of model server: one file in `families/`, named as the kind. */
export interface Family {
  readonly name: string;
  /** A cheap GET whose answer tells this server from the others. */
  readonly recognise: { readonly path: string; matches(answer: unknown): boolean };
  /** What the server says of itself and of a model. */
  describe(get: Get, wanted: { readonly model: string; readonly adapter?: string }): Promise<Described>;
  readonly text?: GenerateDialect;
  readonly chat?: GenerateDialect;
  readonly embed?: EmbedDialect;
  readonly rerank?: RerankDialect;
  readonly tokenise?: TokeniseDialect;
  /** Prompts may be sent as token ids. */
  readonly idPrompts: boolean;
  /** Control tokens come as text where they are asked for; `false` = never, unknown = depends on how it was started. */
  readonly controlTokens: Known<boolean>;
  readonly logprobs: LogprobsOffered;
}

/** What a family tells about probabilities. */
export interface LogprobsOffered {
  /** Alternatives a position that can be had without a flag at the server's start; 0 = none. */
  readonly depth: number;
  readonly chatDepth: number;
  /** Chosen tokens, whatever their rank, in the generation itself. */
  readonly chosenIds: boolean;
  /** A whole vocabulary can be had: how many to ask for, or `vocabulary` for its size. */
  readonly all?: number | 'vocabulary';
  /** One-token requests can be confined to given ids. */
  readonly restricts: boolean;
  /** The same of chat requests, whose answers then tell ids. Default: no. */
  readonly chatRestricts?: boolean;
  /** Log-probabilities of the prompt. */
  readonly prompt: boolean;
  /** They are of the distribution after temperature and top-p, so they count only at temperature 0. */
  readonly afterSampling: boolean;
}

/** `undefined` where the server has no such route. */
export type Get = (path: string) => Promise<unknown>;

export interface Described {
  /** `unknown` where it is not told. */
  readonly version: string;
  /** Names that can be asked for; `undefined` where any name is taken. */
  readonly models: readonly string[] | undefined;
  readonly digest: Known<string>;
  readonly contextTokens: Known<number>;
  /** What goes into `model`, and members that choose the adapter on the native route and on the others. */
  readonly address: { readonly model: string; readonly text: Json; readonly chat: Json };
  /** What the model does, where the server tells; the family's own list otherwise. */
  readonly does?: readonly ('generate' | 'embed' | 'rerank')[];
  /** Tokens that the model knows. */
  readonly vocabulary?: number;
  readonly pooling?: string;
  /** Texts an embedding or reranking call may hold. */
  readonly batch?: number;
}
