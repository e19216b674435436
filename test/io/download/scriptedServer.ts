import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How one request is answered. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface ScriptedServer extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly requests: IncomingMessage['headers'][];
}

/** A server on the loopback that answers the n-th request with the n-th answer, and further ones with the last. */
export async function scriptedServer(...answers: readonly Answer[]): Promise<ScriptedServer> {
  const requests: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers);
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    if (answer === undefined) response.writeHead(500).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Serves bytes as a good server does: ranges, If-Range, an ETag. */
export function serving(body: Buffer, etag = '"v1"'): Answer {
  return (request, response) => {
    const from = rangeStart(request, etag);
    if (from === undefined) {
      response.writeHead(200, { 'content-length': body.length, etag }).end(body);
    } else if (from >= body.length) {
      response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
    } else {
      const rest = body.subarray(from);
      response
        .writeHead(206, {
          'content-length': rest.length,
          'content-range': `bytes ${from}-${body.length - 1}/${body.length}`,
          etag,
        })
        .end(rest);
    }
  };
}

/** As `serving`, but the connection breaks after `sent` bytes of the answer. */
export function breaking(body: Buffer, sent: number, etag = '"v1"'): Answer {
  return (request, response) => {
    const from = rangeStart(request, etag) ?? 0;
    const rest = body.subarray(from);
    response.writeHead(from === 0 ? 200 : 206, {
      'content-length': rest.length,
      ...(from > 0 && { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }),
      etag,
    });
    // A plain end and no reset: what was sent arrives.
    response.write(rest.subarray(0, sent), () => response.socket?.end());
  };
}

export function answering(status: number, headers: Record<string, string> = {}, body = ''): Answer {
  return (_request, response) => {
    response.writeHead(status, headers).end(body);
  };
}

function rangeStart(request: IncomingMessage, etag: string): number | undefined {
  const range = /^bytes=(\d+)-$/.exec(request.headers['range'] ?? '');
  const condition = request.headers['if-range'];
  if (range === null || (condition !== undefined && condition !== etag)) return undefined;
  return Number(range[1]);
}
