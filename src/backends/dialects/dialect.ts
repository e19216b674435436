import type { Headers } from '../http/head.ts';
import type { Framing, Json } from '../http/httpClient.ts';
import type { Ask } from './ask.ts';
import type { Piece } from './piece.ts';

/** How one route is asked to generate, and how it answers. */
export interface GenerateDialect {
  readonly path: string;
  /** Absent where no route streams. */
  readonly streams?: StreamDialect;
  body(ask: Ask): Json;
  /**
   * A whole answer. Control tokens stand in its text where the server shows them and `showControls` is not `false`.
   * @throws RagstoneError `backend` (malformed)
   */
  read(answer: unknown, headers: Headers, showControls?: boolean): Piece;
}

/** How the same answer is had bit by bit. */
interface StreamDialect {
  /** Default: the route of whole answers. */
  readonly path?: string;
  readonly framing: Framing;
  /** What the body says beside a whole answer's, or in its place. */
  readonly ask: Json;
  /** One event; default: as a whole answer is read. @throws RagstoneError `backend` (malformed) */
  readonly read?: (event: unknown, showControls: boolean) => Piece;
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
