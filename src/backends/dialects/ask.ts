import type { Json } from '../http/httpClient.ts';

/** A prompt in a form that can be sent. */
export type SentPrompt =
  | { readonly as: 'text'; readonly text: string }
  | { readonly as: 'ids'; readonly ids: readonly number[] }
  | { readonly as: 'messages'; readonly messages: readonly Message[] };

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** One generation as every dialect is asked for it. */
export interface Ask {
  /** Host name of the server. */
  readonly host: string;
  /** What goes into `model`: the adapter's name where adapters are chosen so. */
  readonly model: string;
  /** Members that choose the adapter, where the model's name does not. */
  readonly adapter: Json;
  readonly prompt: SentPrompt;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  readonly seed?: number;
  readonly stop: readonly string[];
  readonly choose?: readonly string[];
  /** The answer's text must show control tokens. */
  readonly showControls: boolean;
  readonly logprobs?: LogprobsAsked;
  /** Only these tokens may be generated. */
  readonly restrictTo?: readonly number[];
  /** The log-probability of the prompt's last token is wanted. */
  readonly scorePrompt?: boolean;
}

interface LogprobsAsked {
  /** Alternatives a position. */
  readonly depth: number;
  /** Tokens whose log-probability is wanted whatever their rank. */
  readonly ids: readonly number[];
}
