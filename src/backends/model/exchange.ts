import type { Ask } from '../dialects/ask.ts';
import type { GenerateDialect } from '../dialects/dialect.ts';
import { joinPieces, type Piece } from '../dialects/piece.ts';
import { backendFault } from '../fault.ts';
import { firstStop } from '../firstStop.ts';
import type { HttpClient } from '../http/httpClient.ts';
import type { Turn } from '../turn.ts';

/** An answer that is whole, and when it began. */
export interface Exchanged {
  readonly piece: Piece & Required<Pick<Piece, 'finish' | 'usage'>>;
  readonly ms: number;
  readonly firstTokenMs?: number;
}

/**
 * Sends one ask and reads its whole answer, streamed or not. The text ends before a stop string, which some servers
 * leave in (TGI). With a turn, it is begun when the ask is ready to be sent.
 * @throws RagstoneError `backend` (malformed) when the answer does not say why it ended or what it cost
 */
export async function exchange(
  client: HttpClient,
  dialect: GenerateDialect,
  ask: Ask,
  stream: boolean,
  signal: AbortSignal,
  turn?: Turn,
): Promise<Exchanged> {
  const { streams } = dialect;
  if (!stream || streams === undefined) {
    const { json, headers, ms } = await client.post(dialect.path, dialect.body(ask), signal, turn);
    return { piece: whole(dialect.read(json, headers, ask.showControls), ask), ms };
  }
  await turn?.begin();
  const began = performance.now();
  const since = (): number => performance.now() - began;
  const pieces: Piece[] = [];
  let firstTokenMs: number | undefined;
  const { path = dialect.path, framing, read = (event, show) => dialect.read(event, {}, show) } = streams;
  const body = { ...dialect.body(ask), ...streams.ask };
  for await (const event of client.stream(path, body, signal, framing)) {
    const piece = read(event, ask.showControls);
    if (piece.text !== '' || piece.reasoning !== undefined) firstTokenMs ??= since();
    pieces.push(piece);
  }
  return {
    piece: whole(joinPieces(pieces), ask),
    ms: since(),
    ...(firstTokenMs !== undefined && { firstTokenMs }),
  };
}

function whole(piece: Piece, { stop }: Ask): Exchanged['piece'] {
  const { finish, usage } = piece;
  if (finish === undefined) throw backendFault('malformed', 'The answer breaks off: it names no end.');
  if (usage === undefined) {
    throw backendFault('malformed', 'The server does not say how many tokens the prompt and the answer had.');
  }
  return { ...piece, text: firstStop(piece.text, stop) ?? piece.text, finish, usage };
}
