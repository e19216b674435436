import type { ServerResponse } from 'node:http';

/** What a request is answered. */
export interface Reply {
  readonly status: number;
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal: `{ "error": { "code", "message" } }`. */
export function refusal(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status, json: { error: { code, message } }, headers };
}

/** Sends it. `close` ends the connection after it: what is left of the request is not wanted. */
export function send(response: ServerResponse, { status, json, headers }: Reply, close: boolean): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
    ...(close && { connection: 'close' }),
  });
  response.end(JSON.stringify(json));
}
