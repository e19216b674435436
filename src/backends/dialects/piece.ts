import type { Usage } from '../../ports/backend.ts';

/** A token that could have stood at a position. `logprob` is natural. */
export interface Alternative {
  readonly id?: number;
  readonly text: string;
  readonly logprob: number;
}

/** A generated token with what else could have stood there, as the server told it. */
export interface ReadToken {
  readonly id?: number;
  readonly text: string;
  readonly logprob?: number;
  readonly alternatives: readonly Alternative[];
}

/** A part of an answer: one event of a stream, or all of it. */
export interface Piece {
  readonly text: string;
  /** The text is all of the answer so far, not what this event adds. */
  readonly isAllSoFar?: boolean;
  readonly reasoning?: string;
  readonly tokens?: readonly ReadToken[];
  readonly finish?: 'stop' | 'length';
  readonly usage?: Usage;
  /** The prompt's last token, where its log-probability was asked for. */
  readonly promptLast?: Alternative;
}

/** The pieces of one answer as one. */
export function joinPieces(pieces: readonly Piece[]): Piece {
  const tokens = pieces.flatMap((piece) => piece.tokens ?? []);
  const reasoning = pieces.map((piece) => piece.reasoning ?? '').join('');
  const last = <K extends keyof Piece>(member: K): Piece[K] | undefined =>
    pieces.findLast((piece) => piece[member] !== undefined)?.[member];
  const allSoFar = pieces.findLastIndex((piece) => piece.isAllSoFar === true);
  const [finish, usage, promptLast] = [last('finish'), last('usage'), last('promptLast')];
  return {
    text: pieces
      .slice(Math.max(0, allSoFar))
      .map((piece) => piece.text)
      .join(''),
    ...(reasoning !== '' && { reasoning }),
    ...(tokens.length > 0 && { tokens }),
    ...(finish !== undefined && { finish }),
    ...(usage !== undefined && { usage }),
    ...(promptLast !== undefined && { promptLast }),
  };
}
