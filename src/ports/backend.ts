import type { Prompt } from './prompt.ts';

/** A fact that nobody probed is not a fact. */
export type Known<T> = { readonly known: true; readonly value: T } | { readonly known: false };

/** What a backend can do, as far as it is known. */
export interface Capabilities {
  readonly does: readonly ('generate' | 'embed' | 'rerank')[];
  readonly prompts: readonly Prompt['kind'][];
  /** How far log-probabilities of chosen tokens can be had. */
  readonly watch: Known<'exact' | { readonly topK: number } | 'none'>;
  readonly controlTokens: Known<boolean>;
  readonly seed: Known<boolean>;
  readonly countTokens: boolean;
  readonly stream: boolean;
  readonly contextTokens: Known<number>;
}

export interface GenerateRequest {
  readonly prompt: Prompt;
  readonly maxTokens: number;
  /** 0 (greedy) unless told. */
  readonly temperature?: number;
  readonly topP?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  /** Tokens whose ln p is wanted at position 0 and wherever one of them is generated. */
  readonly watch?: readonly string[];
  /**
   * An ln p so low that nothing depends on how low: a watched token that the answer does not tell, but bounds below this,
   * costs no further request, and `Watched.atMost` records the bound. Default: ask on until every watched token is told.
   */
  readonly watchFloor?: number;
  /** Guided choice: the answer is one of these. */
  readonly choose?: readonly string[];
  /** Requests with one key share a prefix and may run together. */
  readonly batch?: string;
}

/** Natural-log probabilities of watched tokens; what a server could not tell is absent, never zero. */
export interface Watched {
  readonly ln: Readonly<Record<string, number>>;
  /** `absolute`: over the vocabulary. `conditional`: over the offered set. */
  readonly scale: 'absolute' | 'conditional';
  /** The share of probability that was seen, 0 to 1. */
  readonly mass?: number;
  /** The ln p of a token that is absent from `ln` is at most this. */
  readonly atMost?: number;
}

export interface Token {
  readonly id?: number;
  readonly text: string;
  readonly logprob?: number;
  readonly watched?: Watched;
}

export interface Retry {
  readonly because: string;
  readonly waitedMs: number;
}

/** Who answered. An answer that did not come from a model has no duration to misuse. */
export type Served =
  | {
      readonly by: 'model';
      readonly queuedMs: number;
      readonly ms: number;
      readonly firstTokenMs?: number;
      readonly retries: readonly Retry[];
    }
  | { readonly by: 'log' | 'cache' | 'cassette'; readonly key: string };

export interface Usage {
  readonly promptTokens: number;
  readonly outputTokens: number;
  /**
   * Whether a server's count of prompt tokens was held against our own, so that nothing was cut off silently; `false`
   * where tokens cannot be counted. Absent where no server was asked.
   */
  readonly promptChecked?: boolean;
}

export interface Generation {
  readonly text: string;
  /** Text that the model thought aloud, split off; never part of `text`. */
  readonly reasoning?: string;
  readonly tokens?: readonly Token[];
  readonly finish: 'stop' | 'length' | 'choice';
  readonly usage: Usage;
  readonly served: Served;
}

export interface EmbedRequest {
  readonly texts: readonly string[];
  readonly as: 'query' | 'passage';
  readonly pooling: 'mean' | 'last' | 'server';
  readonly normalise: boolean;
}

export interface Embedded {
  /** One vector a text, all of one length. */
  readonly vectors: readonly Float32Array[];
  readonly served: Served;
}

export interface Reranked {
  /** One score a text, in the order asked; higher is better. */
  readonly scores: readonly number[];
  readonly served: Served;
}

/** What an embedding model was trained to see before queries and before passages (E5: `query: ` and `passage: `). */
export interface EmbedPrefixes {
  readonly query: string;
  readonly passage: string;
}

export interface BackendIdentity {
  readonly server: string;
  readonly model: string;
  readonly adapter?: string;
  readonly digest: Known<string>;
  /** Words put before the texts that it embeds. */
  readonly prefixes?: EmbedPrefixes;
  /** Names of datasets that the model was trained on. */
  readonly trainedOn: Known<readonly string[]>;
}

/** One model on a server. Each call is one attempt and throws a typed failure; retries, limits and logs are wrappers. */
export interface Backend {
  readonly identity: BackendIdentity;
  readonly can: Capabilities;
  generate(request: GenerateRequest, signal: AbortSignal): Promise<Generation>;
  embed(request: EmbedRequest, signal: AbortSignal): Promise<Embedded>;
  rerank(query: string, texts: readonly string[], signal: AbortSignal): Promise<Reranked>;
  countTokens(prompt: Prompt, signal: AbortSignal): Promise<number>;
}

/** A reachable or in-process engine. */
export interface Server extends AsyncDisposable {
  readonly address: string;
  open(model: string, adapter?: string): Promise<Backend>;
}
