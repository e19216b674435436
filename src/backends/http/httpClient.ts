import type { Dispatcher } from 'undici';
import { isRagstoneError, toError } from '../../errors.ts';
import { backendFault } from '../fault.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { openDispatcher } from './dispatcher.ts';
import { ndjsonLines } from './ndjsonLines.ts';
import { sseEvents } from './sseEvents.ts';
import { statusFault } from './statusFault.ts';

export type Json = Readonly<Record<string, unknown>>;
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A whole answer. */
interface Answered {
  readonly json: unknown;
  readonly headers: Headers;
}

/** Calls to one server. Each is one attempt; failures are `backend` faults or `context-overflow`. */
export interface HttpClient extends AsyncDisposable {
  /** Host name of the server. */
  readonly host: string;
  get(path: string, signal: AbortSignal): Promise<Answered>;
  post(path: string, body: Json, signal: AbortSignal): Promise<Answered>;
  /** The JSON of each event up to `[DONE]` or the end. */
  stream(path: string, body: Json, signal: AbortSignal, framing: Framing): AsyncIterable<unknown>;
}

/** How a stream is cut into events: server-sent events, or a line of JSON each. */
export type Framing = 'sse' | 'ndjson';

export interface HttpOptions {
  /** The server's root: `http://host:port`, with a path where it lies behind one. */
  readonly root: URL;
  /** Sent as a bearer token to this origin only. */
  readonly key?: string;
  readonly connections: number;
  /** Milliseconds for one whole answer. */
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  readonly environment: NodeJS.ProcessEnv;
}

type Response = Dispatcher.ResponseData;
type Utf8 = Pick<InstanceType<typeof TextDecoder>, 'decode'>;

const maxRedirects = 3;

/** Opens the connections to a server; nothing is sent yet. */
export function openHttpClient(options: HttpOptions): HttpClient {
  const { root, key, timeoutMs } = options;
  const dispatcher = openDispatcher({ ...options, origin: root.origin });
  const base = root.pathname.replace(/\/$/, '');
  const headers = {
    'user-agent': 'ragstone',
    'content-type': 'application/json',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };
  const decoder = new TextDecoder('utf-8', { fatal: true });
  // A server may quote the key in an error, or in an answer: it goes no further than this file.
  const redact = (text: string): string =>
    key === undefined || key === '' ? text : text.replaceAll(key, '[key]');

  const request = async (
    method: 'GET' | 'POST',
    path: string,
    body: Json | undefined,
    { signal }: Deadline,
  ): Promise<Response> => {
    const text = body === undefined ? null : JSON.stringify(body);
    let target = base + path;
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const response = await dispatcher.request({
        origin: root.origin,
        path: target,
        method,
        headers,
        body: text,
        signal,
      });
      if (response.statusCode < 300) return response;
      if (response.statusCode >= 400) {
        const said = redact(await response.body.text());
        throw statusFault(
          `${root.origin}${path}`,
          response.statusCode,
          first(response.headers['retry-after']),
          said,
        );
      }
      target = redirected(root, target, response);
      await response.body.dump();
    }
    throw backendFault('redirected', `${root.origin}${path}: more than ${maxRedirects} redirects.`);
  };

  const whole = async (
    method: 'GET' | 'POST',
    path: string,
    body: Json | undefined,
    signal: AbortSignal,
  ): Promise<Answered> => {
    const what = `${root.origin}${path}`;
    using deadline = startDeadline(signal, timeoutMs, what);
    try {
      const response = await request(method, path, body, deadline);
      requireType(what, response, 'json');
      const json = parsed(what, redact(decoded(what, decoder, await response.body.bytes())));
      return { json, headers: response.headers };
    } catch (error) {
      throw failure(what, deadline, error);
    }
  };

  return {
    host: root.hostname,
    get: (path, signal) => whole('GET', path, undefined, signal),
    post: (path, body, signal) => whole('POST', path, body, signal),
    async *stream(path, body, signal, framing) {
      const what = `${root.origin}${path}`;
      using deadline = startDeadline(signal, timeoutMs, what);
      try {
        const response = await request('POST', path, body, deadline);
        requireType(what, response, framing === 'sse' ? 'event-stream' : 'ndjson');
        let done = false;
        const events = framing === 'sse' ? sseEvents : ndjsonLines;
        for await (const data of events(response.body)) {
          // What follows is read to its end all the same: a body that is left early costs the connection.
          done ||= data === '[DONE]';
          if (!done) yield parsed(what, redact(data));
        }
      } catch (error) {
        throw failure(what, deadline, error);
      }
    },
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  };
}

function first(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}

/** Where a redirect leads. Only the same origin is followed, and only with the same method and body. */
function redirected(root: URL, target: string, response: Response): string {
  const location = first(response.headers['location']);
  const to = location === undefined ? null : URL.parse(location, `${root.origin}${target}`);
  if (to !== null && to.origin === root.origin && [307, 308].includes(response.statusCode)) {
    return to.pathname + to.search;
  }
  abandon(response);
  throw backendFault(
    { fault: 'redirected', status: response.statusCode },
    `${root.origin}${target}: the server sends calls elsewhere (${to?.origin ?? 'without an address'}); give that address, if you trust it.`,
  );
}

/** Closes the connection of an answer that nobody will read. */
function abandon({ body }: Response): void {
  // It reports the abortion as an error of its own.
  body.on('error', () => undefined).destroy();
}

function requireType(what: string, response: Response, wanted: 'json' | 'event-stream' | 'ndjson'): void {
  const type = first(response.headers['content-type']) ?? '';
  // Some servers name no type for small answers; a wrong one is a wrong answer.
  if (type === '' || type.includes(wanted)) return;
  abandon(response);
  throw backendFault('malformed', `${what}: the answer is ${type.split(';')[0]}, not ${wanted}.`);
}

function decoded(what: string, decoder: Utf8, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw backendFault('malformed', `${what}: the answer is not UTF-8.`, error);
  }
}

function parsed(what: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw backendFault('malformed', `${what}: the answer is not JSON (cut off, or NaN in it).`, error);
  }
}

function failure(what: string, deadline: Deadline, thrown: unknown): Error {
  if (isRagstoneError(thrown)) return thrown;
  deadline.throwIfStopped();
  const error = toError(thrown);
  const code = 'code' in error ? String(error.code) : error.name;
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return backendFault('too-large', `${what}: the answer is larger than is taken.`, error);
  }
  return backendFault('connection', `${what}: ${error.message} (${code}).`, error);
}
