import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { RagstoneError, toError } from '../../errors.ts';
import type { Retriever } from '../../ports/retriever.ts';
import { answerSearch } from './answerSearch.ts';
import { readBody } from './readBody.ts';
import { readSearch } from './readSearch.ts';
import { type Reply, refusal, send } from './reply.ts';
import { routeOf } from './routeOf.ts';
import { type SearchLimits, searchLimits } from './searchLimits.ts';

export interface SearchServerOptions {
  /** Where it listens. Default: 127.0.0.1, which no other machine reaches. */
  readonly host?: string;
  /** 0 = any that is free. */
  readonly port: number;
  readonly limits?: Partial<SearchLimits>;
  /** Told of faults that are the server's own: clients learn no more than that there was one. */
  readonly onFault?: (error: Error) => void;
}

/** A retriever that answers over HTTP. */
export interface SearchServer {
  readonly url: string;
  /** Takes no more requests, finishes those in work, and gives up on what is left after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/**
 * Serves a retriever: `POST /search` and `GET /health`. Answers are those of the retriever itself.
 * @throws RagstoneError `usage` when the address cannot be listened on
 */
export async function openSearchServer(
  retriever: Retriever,
  { host = '127.0.0.1', port, limits: given = {}, onFault = () => {} }: SearchServerOptions,
): Promise<SearchServer> {
  const limits = { ...searchLimits, ...given };
  const stopping = new AbortController();
  let [inWork, closing] = [0, false];

  const replyTo = async (request: IncomingMessage, gone: AbortSignal): Promise<Reply> => {
    const route = routeOf(request, host);
    if (typeof route === 'object') return route;
    if (route === '/health')
      return { status: 200, json: { status: 'ok', fingerprint: retriever.fingerprint } };
    const body = await readBody(request, limits.bodyBytes);
    if (typeof body !== 'string') return body;
    const asked = readSearch(body, limits);
    if ('status' in asked) return asked;
    // Counted from here on: a client that sends slowly takes nobody's place.
    if (closing || inWork >= limits.requests) {
      return refusal(503, 'busy', 'Too many searches at once: try again.', { 'retry-after': '1' });
    }
    inWork += 1;
    const signal = AbortSignal.any([gone, stopping.signal]);
    return answerSearch(retriever, asked, { signal, timeoutMs: limits.timeoutMs, onFault }).finally(() => {
      inWork -= 1;
    });
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const reply = await replyTo(request, gone.signal);
    send(response, reply, closing || !request.complete);
  };

  const server = createServer(
    {
      headersTimeout: limits.timeoutMs,
      requestTimeout: limits.timeoutMs,
      connectionsCheckingInterval: Math.min(1000, limits.timeoutMs),
    },
    (request, response) => {
      void answer(request, response).catch((thrown: unknown) => onFault(toError(thrown)));
    },
  );
  server.maxConnections = limits.connections;
  await listen(server, host, port);
  return {
    url: urlOf(server.address() as AddressInfo),
    async close(graceMs) {
      closing = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      const late = setTimeout(() => {
        stopping.abort();
        server.closeAllConnections();
      }, graceMs);
      await closed;
      clearTimeout(late);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const message = `Nothing can listen on ${host}, port ${port} (${error.message}): name another --port or --host.`;
      reject(new RagstoneError('usage', message, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
