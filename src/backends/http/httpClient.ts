import type { Dispatcher } from 'undici';
import { isRagstoneError, toError } from '../../errors.ts';
import { abortListeners } from '../abortListeners.ts';
import { backendFault } from '../fault.ts';
import type { Turn } from '../turn.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { openDispatcher } from './dispatcher.ts';
import { type BodyType, type Head, header, type Headers, redirected, requireType } from './head.ts';
import { ndjsonLines } from './ndjsonLines.ts';
import { sendStreamed } from './sendStreamed.ts';
import { sendWhole, type WholeAnswer } from './sendWhole.ts';
import { sseEvents } from './sseEvents.ts';
import { statusFault } from './statusFault.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A whole answer. */
interface Answered {
  readonly json: unknown;
  readonly headers: Headers;
  /** Milliseconds from the request's sending to the answer's last byte. */
  readonly ms: number;
}

/** Calls to one server. Each is one attempt; failures are `backend` faults or `context-overflow`. */
export interface HttpClient extends AsyncDisposable {
  /** Host name of the server. */
  readonly host: string;
  get(path: string, signal: AbortSignal): Promise<Answered>;
  /** With a turn, it is begun when the request is ready to be sent and ended before an answer that came through is read. */
  post(path: string, body: Json, signal: AbortSignal, turn?: Turn): Promise<Answered>;
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

type Utf8 = Pick<InstanceType<typeof TextDecoder>, 'decode'>;

/** How one attempt is sent: its head is checked before its body is read. */
type Send<A extends Head> = (request: Dispatcher.DispatchOptions, check: (head: Head) => void) => Promise<A>;

const maxRedirects = 3;

/** Opens the connections to a server; nothing is sent yet. */
export function openHttpClient(options: HttpOptions): HttpClient {
  const { root, key, timeoutMs } = options;
  const { origin } = root;
  const dispatcher = openDispatcher({ ...options, origin });
  const base = root.pathname.replace(/\/$/, '');
  const headers = {
    'user-agent': 'ragstone',
    'content-type': 'application/json',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };
  const whenAborted = abortListeners();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  // A server may quote the key in an error, or in an answer: it goes no further than this file.
  const redact = (text: string): string =>
    key === undefined || key === '' ? text : text.replaceAll(key, '[key]');

  const request = async <A extends Head>(
    method: 'GET' | 'POST',
    path: string,
    bytes: Uint8Array | null,
    type: BodyType,
    send: Send<A>,
    bodyOf: (answer: A) => Promise<Uint8Array>,
  ): Promise<A> => {
    let target = base + path;
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const answer = await send({ origin, path: target, method, headers, body: bytes }, (head) => {
        if (head.status < 300) requireType(`${origin}${path}`, head, type);
        else if (head.status < 400) redirected(origin, target, head);
      });
      if (answer.status < 300) return answer;
      // To its end, so that the connection can be used again.
      const said = await bodyOf(answer);
      if (answer.status >= 400) {
        const text = redact(Buffer.from(said).toString());
        throw statusFault(`${origin}${path}`, answer.status, header(answer, 'retry-after'), text);
      }
      target = redirected(origin, target, answer);
    }
    throw backendFault('redirected', `${origin}${path}: more than ${maxRedirects} redirects.`);
  };

  const whole = async (
    method: 'GET' | 'POST',
    path: string,
    body: Json | undefined,
    signal: AbortSignal,
    turn?: Turn,
  ): Promise<Answered> => {
    signal.throwIfAborted();
    const what = `${origin}${path}`;
    const sent = body === undefined ? null : bytesOf(body);
    await turn?.begin();
    const began = performance.now();
    const deadline = startDeadline(whenAborted, signal, timeoutMs, what);
    let answer: WholeAnswer;
    try {
      answer = await request(
        method,
        path,
        sent,
        'json',
        (its, check) => sendWhole(dispatcher, its, deadline, check),
        async ({ bytes }) => bytes,
      );
    } catch (error) {
      throw failure(what, deadline, error);
    } finally {
      deadline[Symbol.dispose]();
    }
    const ms = performance.now() - began;
    // A server that is overloaded may say so in an answer of status 200.
    if (turn !== undefined && !answer.bytes.includes('"error"')) await turn.end();
    const json = parsed(what, redact(decoded(what, decoder, answer.bytes)));
    return { json, headers: answer.headers, ms };
  };

  return {
    host: root.hostname,
    get: (path, signal) => whole('GET', path, undefined, signal),
    post: (path, body, signal, turn) => whole('POST', path, body, signal, turn),
    async *stream(path, body, signal, framing) {
      const what = `${origin}${path}`;
      using deadline = startDeadline(whenAborted, signal, timeoutMs, what);
      try {
        const answer = await request(
          'POST',
          path,
          bytesOf(body),
          framing === 'sse' ? 'event-stream' : 'ndjson',
          (its, check) => sendStreamed(dispatcher, its, deadline, check),
          (its) => its.body.bytes(),
        );
        let done = false;
        const events = framing === 'sse' ? sseEvents : ndjsonLines;
        for await (const data of events(answer.body)) {
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

/** As bytes: a string would be kept beside them until the answer comes. */
function bytesOf(body: Json): Uint8Array {
  return Buffer.from(JSON.stringify(body));
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
