import type { Headers, Json } from '../http/httpClient.ts';
import type { Ask } from './ask.ts';
import type { Piece } from './piece.ts';

/** How one route is asked to generate, and how it answers. */
export interface GenerateDialect {
  readonly path: string;
  /** Whether the same route streams when the body says `stream: true`. */
  readonly streams: boolean;
  body(ask: Ask): Json;
  /** A whole answer, or one event of a stream. @throws RagstoneError `backend` (malformed) */
  read(answer: unknown, headers: Headers): Piece;
}

/** How one route embeds a batch of texts. */
export interface EmbedDialect {
  readonly path: string;
  body(asked: {
    readonly model: string;
    readonly adapter: Json;
    readonly texts: readonly string[];
    readonly normalise: boolean;
    readonly version: string;
  }): Json;
  /** One vector a text, in order. @throws RagstoneError `backend` (malformed) */
  read(answer: unknown): readonly Float32Array[];
}

/** How one route reranks. */
export interface RerankDialect {
  readonly path: string;
  body(asked: { readonly model: string; readonly query: string; readonly texts: readonly string[] }): Json;
}
