/** A token with its probability at some place. */
export interface Candidate {
  readonly id: number;
  readonly p: number;
}

/** A generated token with all that could have stood in its place, most probable first. */
export interface GeneratedToken extends Candidate {
  readonly distribution: readonly Candidate[];
}

export interface Generated {
  /** Without the token that ends a sequence. */
  readonly tokens: readonly GeneratedToken[];
  /** What each token adds to the text: nothing where it completes no character. */
  readonly pieces: readonly string[];
  readonly finish: 'stop' | 'length';
  /** The stop string that ended it; the pieces end before it. */
  readonly stopped?: string;
}

/** A request as all dialects mean it. Greedy, and without control tokens in the text, unless told. */
export interface GenerateAsked {
  readonly maxTokens: number;
  readonly show?: boolean;
  readonly restrictTo?: readonly number[] | undefined;
  readonly choose?: readonly string[] | undefined;
  readonly temperature?: number;
  readonly topP?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
}

type Told<T> = T | Promise<T>;

/** What a test's server serves: a toy that the test scripts, or a real engine on a tiny file. */
export interface ServedModel {
  /** The number of tokens that it knows. */
  readonly vocabulary: number;
  /** The id of the token that ends a sequence. */
  readonly end: number;
  encode(text: string, options: { readonly bos: boolean; readonly controls: boolean }): readonly number[];
  decode(ids: readonly number[], controls: boolean): string;
  isControl(id: number): boolean;
  /** A conversation in the model's template, the answer's beginning included. */
  template(messages: readonly { readonly role: string; readonly content: string }[]): string;
  /** Tokens with their probabilities at the place after `ids`, most probable first. */
  distribution(ids: readonly number[]): Told<readonly Candidate[]>;
  generate(ids: readonly number[], asked: GenerateAsked): Promise<Generated>;
  /** A vector of any length but 1. */
  embed(text: string, pooling: 'mean' | 'last'): Told<readonly number[]>;
  /** The model with an adapter; absent where adapters change nothing. */
  adapted?(name: string): ServedModel;
}
