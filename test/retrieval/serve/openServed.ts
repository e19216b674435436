import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

import type { Retriever } from '../../../src/ports/retriever.ts';
import {
  openSearchServer,
  type SearchServer,
  type SearchServerOptions,
} from '../../../src/retrieval/serve/openSearchServer.ts';

/** A server on a free port for the length of a test. */
export async function openServed(
  retriever: Retriever,
  options: Omit<SearchServerOptions, 'port'> = {},
): Promise<SearchServer & { readonly port: number }> {
  const server = await openSearchServer(retriever, { port: 0, ...options });
  onTestFinished(() => server.close(0));
  return { ...server, port: Number(new URL(server.url).port) };
}

export interface Answered {
  readonly status: number;
  readonly json: unknown;
  readonly headers: Headers;
}

/** `POST /search` with this body: JSON, or bytes as they are. */
export async function ask(
  { url }: { readonly url: string },
  body: unknown,
  init: RequestInit = {},
): Promise<Answered> {
  const response = await fetch(`${url}/search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    ...init,
  });
  return { status: response.status, json: await response.json(), headers: response.headers };
}

/** A connection of its own for the length of a test, and what came over it so far. */
export async function openSocket(port: number): Promise<{ socket: Socket; said: () => string }> {
  let said = '';
  const socket = connect({ port, host: '127.0.0.1' });
  socket.setEncoding('utf8').on('data', (text: string) => (said += text));
  // Being cut off is what some tests wait for.
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve);
  });
  return { socket, said: () => said };
}

/** What the server says to these bytes until it ends the connection. */
export async function sendRaw(port: number, ...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  const { socket, said } = await openSocket(port);
  for (const piece of pieces) socket.write(piece);
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  return said();
}
