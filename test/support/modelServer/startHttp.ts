import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface HttpAsked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
}

/** How a test's server answers one request: JSON, with status 200, unless it writes the answer by itself. */
export type Answering = (
  asked: HttpAsked,
  response: ServerResponse,
) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>;

export interface HttpAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Sent as server-sent events, with a space behind the name of the field unless told otherwise. */
  readonly events?: readonly (string | object)[];
  readonly spaced?: boolean;
  /** Sent as lines of JSON. */
  readonly lines?: readonly object[];
}

export const notFound: HttpAnswer = { status: 404, json: { error: { message: 'Not Found' } } };

/** The frames of an answer that is streamed. */
export function streamed({
  events,
  spaced = true,
  lines,
}: HttpAnswer): { readonly type: string; readonly frames: readonly string[] } | undefined {
  if (lines !== undefined) {
    return { type: 'application/x-ndjson', frames: lines.map((line) => `${JSON.stringify(line)}\n`) };
  }
  const data = (event: string | object) => (typeof event === 'string' ? event : JSON.stringify(event));
  return (
    events && {
      type: 'text/event-stream',
      frames: events.map((event) => `data:${spaced ? ' ' : ''}${data(event)}\n\n`),
    }
  );
}

/** A real HTTP server on a free port for the length of a test. */
export async function startHttp(answer: Answering): Promise<{ url: string; asked: HttpAsked[] }> {
  const asked: HttpAsked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const its: HttpAsked = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      };
      asked.push(its);
      respond(its, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: { message: String(error) } }));
      });
    });
  });
  const respond = async (its: HttpAsked, response: ServerResponse): Promise<void> => {
    const told = await answer(its, response);
    if (told === undefined) return;
    const { status = 200, headers = {}, json } = told;
    const stream = streamed(told);
    response.writeHead(status, { 'content-type': stream?.type ?? 'application/json', ...headers });
    if (stream === undefined) response.end(JSON.stringify(json));
    else {
      for (const frame of stream.frames) response.write(frame);
      response.end();
    }
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked };
}
