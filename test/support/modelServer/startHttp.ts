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
  /** Sent as server-sent events. */
  readonly events?: readonly (string | object)[];
}

export const notFound: HttpAnswer = { status: 404, json: { error: { message: 'Not Found' } } };

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
      void respond(its, response);
    });
  });
  const respond = async (its: HttpAsked, response: ServerResponse): Promise<void> => {
    const told = await answer(its, response);
    if (told === undefined) return;
    const { status = 200, headers = {}, json, events } = told;
    if (events !== undefined) {
      response.writeHead(status, { 'content-type': 'text/event-stream', ...headers });
      for (const event of events) {
        response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
      }
      response.end();
    } else {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(json));
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
