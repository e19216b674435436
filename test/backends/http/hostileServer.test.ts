import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { faultOf } from '../../../src/backends/fault.ts';
import { type HttpServerOptions, openHttpServer } from '../../../src/backends/openHttpServer.ts';
import { withRetry } from '../../../src/backends/wrappers/withRetry.ts';
import type { Backend } from '../../../src/ports/backend.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { type Answering, type HttpAsked, startHttp } from '../../support/modelServer/startHttp.ts';

const never = new AbortController().signal;
const request = {
  prompt: { kind: 'chat', turns: [{ role: 'user', parts: [{ text: 'Hello there.' }] }] },
  maxTokens: 8,
} as const;
const secret = 'sk-planted-0123456789';

type Hostile = (response: ServerResponse) => void | Promise<void>;

const good = {
  choices: [{ index: 0, message: { content: 'yes' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 9, completion_tokens: 1 },
};

function sending(
  text: string | Uint8Array,
  type = 'application/json',
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Hostile {
  return (response) => {
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(text);
  };
}

/** An OpenAI-compatible server whose chat route does what it is told, call by call; the last one for ever. */
async function hostile(
  acts: readonly Hostile[],
  options: HttpServerOptions & { readonly timeout?: number } = {},
): Promise<{ backend: Backend; asked: HttpAsked[] }> {
  let call = 0;
  const answering: Answering = async ({ path }, response) => {
    if (path === '/v1/models') return { json: { data: [{ id: 'm' }] } };
    await (acts[call++] ?? acts.at(-1))?.(response);
    return undefined;
  };
  const { url, asked } = await startHttp(answering);
  const { timeout, ...rest } = options;
  const server = await openHttpServer(
    { kind: 'openai', address: url, key: { env: 'KEY' }, ...(timeout !== undefined && { timeout }) },
    never,
    { environment: { KEY: secret }, ...rest },
  );
  return { backend: await server.open('m'), asked };
}

async function failureOf(backend: Backend): Promise<unknown> {
  return backend.generate(request, never).then(
    () => 'an answer',
    (error: unknown) => error,
  );
}

const drip: Hostile = async (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(timer));
};
const reset: Hostile = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"choices":');
  setTimeout(() => response.destroy(), 5);
};
const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

describe('a hostile server', () => {
  test.each<[string, Hostile, string]>([
    ['a 500', sending('{"error":{"message":"out of memory"}}', 'application/json', 500), 'server-error'],
    [
      'a 502 with a page of HTML',
      sending('<html><h1>Bad gateway</h1></html>', 'text/html', 502),
      'server-error',
    ],
    [
      'a 429',
      sending('{"error":"Model is overloaded","error_type":"overloaded"}', 'application/json', 429),
      'overloaded',
    ],
    ['a 503', sending('{}', 'application/json', 503), 'overloaded'],
    ['a 404', sending('{"error":{"message":"no such model"}}', 'application/json', 404), 'refused'],
    ['a 401', sending('', 'application/json', 401), 'key'],
    ['a reset in mid-answer', reset, 'connection'],
    ['a reset before any answer', (response) => void response.socket?.destroy(), 'connection'],
    ['truncated JSON', sending(JSON.stringify(good).slice(0, -9)), 'malformed'],
    ['an empty body', sending(''), 'malformed'],
    ['null', sending('null'), 'malformed'],
    [
      'NaN as a probability',
      sending(
        JSON.stringify(good).replace(
          '"finish_reason"',
          '"logprobs":{"content":[{"token":"a","logprob":NaN}]},"finish_reason"',
        ),
      ),
      'malformed',
    ],
    [
      'a probability above one',
      sending(
        JSON.stringify({
          ...good,
          choices: [{ ...good.choices[0], logprobs: { content: [{ token: 'a', logprob: 3 }] } }],
        }),
      ),
      'malformed',
    ],
    ['no choices', sending('{"choices":[]}'), 'malformed'],
    ['no usage', sending(JSON.stringify({ choices: good.choices })), 'malformed'],
    ['no end', sending(JSON.stringify({ ...good, choices: [{ message: { content: 'yes' } }] })), 'malformed'],
    ['an end by a filter', sending(JSON.stringify(good).replace('"stop"', '"content_filter"')), 'malformed'],
    [
      'fewer prompt tokens than words',
      sending(JSON.stringify(good).replace('"prompt_tokens":9', '"prompt_tokens":1')),
      'truncated',
    ],
    [
      'an error with status 200',
      sending('{"error":{"message":"The request queue is full.","code":503}}'),
      'overloaded',
    ],
    ['a page of HTML', sending('<html>Welcome</html>', 'text/html'), 'malformed'],
    ['another content type', sending(JSON.stringify(good), 'text/plain'), 'malformed'],
    [
      'invalid UTF-8',
      sending(Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])),
      'malformed',
    ],
    [
      'a redirect to another host',
      sending('', 'text/plain', 307, { location: 'http://example.org/v1/chat/completions' }),
      'redirected',
    ],
    ['a redirect to nowhere', sending('', 'text/plain', 301), 'redirected'],
  ])('%s is a failure of a kind, never an answer', async (_name, act, kind) => {
    const { backend } = await hostile([act]);
    expect(faultOf(await failureOf(backend))?.fault).toBe(kind);
  });

  test('a slow drip ends at the timeout', async () => {
    const { backend } = await hostile([drip], { timeout: 60 });
    expect(faultOf(await failureOf(backend))?.fault).toBe('timeout');
  });

  test.each<[string, Readonly<Record<string, string>>, number, string]>([
    ['of another type', { 'content-type': 'text/html' }, 200, 'malformed'],
    ['that sends elsewhere', { location: 'http://example.org/' }, 307, 'redirected'],
  ])('an answer %s is not waited for', async (_name, headers, status, kind) => {
    const endless: Hostile = (response) => {
      response.writeHead(status, headers);
      response.write(' ');
    };
    for (const firstToken of [false, true]) {
      const { backend } = await hostile([endless], { firstToken });
      expect(faultOf(await failureOf(backend))?.fault).toBe(kind);
    }
  });

  test('a huge body is not taken, with or without its length told', async () => {
    const huge = 'x'.repeat(50_000);
    const chunked: Hostile = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(huge);
      response.end();
    };
    for (const act of [sending(huge), chunked, sending(huge, 'application/json', 500)]) {
      const { backend } = await hostile([act], { maxBodyBytes: 10_000 });
      expect(faultOf(await failureOf(backend))?.fault).toBe('too-large');
    }
  });

  test.each<[string, string, string]>([
    ['that breaks off', event({ choices: [{ delta: { content: 'y' } }] }), 'malformed'],
    [
      'with an error in it',
      `${event({ choices: [{ delta: { content: 'y' } }] })}${event({ error: { message: 'boom', code: 500 } })}data: [DONE]\n\n`,
      'server-error',
    ],
    ['with a full queue in it', event({ error: { message: 'The request queue is full.' } }), 'overloaded'],
    ['of rubbish', 'data: {nope\n\n', 'malformed'],
    ['without a choice', event({ choices: [] }), 'malformed'],
  ])('a stream %s is a failure', async (_name, text, kind) => {
    const { backend } = await hostile([sending(text, 'text/event-stream')], { firstToken: true });
    expect(faultOf(await failureOf(backend))?.fault).toBe(kind);
  });

  test('a stream that is reset is a failure', async () => {
    const act: Hostile = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(event({ choices: [{ delta: { content: 'y' } }] }));
      setTimeout(() => response.destroy(), 5);
    };
    const { backend } = await hostile([act], { firstToken: true });
    expect(faultOf(await failureOf(backend))?.fault).toBe('connection');
  });

  test.each([
    ['2', 2000],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
    ['soon', undefined],
  ])('Retry-After %j is %j ms', async (header, ms) => {
    const { backend } = await hostile([sending('{}', 'application/json', 429, { 'retry-after': header })]);
    expect(faultOf(await failureOf(backend))?.retryAfterMs).toBe(ms);
  });

  test('that recovers is answered by, with every try told', async () => {
    const { backend } = await hostile([
      sending('{}', 'application/json', 500),
      sending('{}', 'application/json', 429, { 'retry-after': '0' }),
      reset,
      sending(JSON.stringify(good)),
    ]);
    const { text, served } = await withRetry(backend, { random: keyedRandom(1), base: 1 }).generate(
      request,
      never,
    );
    expect(text).toBe('yes');
    expect(served.by === 'model' && served.retries.map(({ because }) => because)).toEqual([
      'server-error',
      'overloaded',
      'connection',
    ]);
  });

  test('a redirect within the origin is followed, with the key', async () => {
    const { backend, asked } = await hostile([
      sending('', 'text/plain', 308, { location: '/elsewhere' }),
      sending(JSON.stringify(good)),
    ]);
    expect((await backend.generate(request, never)).text).toBe('yes');
    expect(asked.at(-1)).toMatchObject({
      path: '/elsewhere',
      headers: { authorization: `Bearer ${secret}` },
    });
  });

  test('redirects in a circle end', async () => {
    const { backend } = await hostile([sending('', 'text/plain', 307, { location: '/v1/chat/completions' })]);
    expect(faultOf(await failureOf(backend))?.fault).toBe('redirected');
  });

  test('the key never goes to another origin', async () => {
    const { url, asked } = await startHttp(() => ({ json: good }));
    for (const status of [301, 302, 303, 307, 308]) {
      const { backend } = await hostile([
        sending('', 'text/plain', status, { location: `${url}/v1/chat/completions` }),
      ]);
      expect(faultOf(await failureOf(backend))?.fault).toBe('redirected');
    }
    expect(asked).toEqual([]);
  });

  test('that quotes the key gets it into no error and no answer', async () => {
    const quoting = [
      sending(`{"error":{"message":"Incorrect API key provided: ${secret}"}}`, 'application/json', 401),
      sending(`<p>${secret}</p>`, 'text/html', 500),
      sending(secret),
      sending(JSON.stringify(good).replace('"stop"', `"${secret}"`)),
    ];
    for (const act of quoting) {
      const failed = await failureOf((await hostile([act])).backend);
      const told: unknown[] = [];
      for (let error: unknown = failed; error instanceof Error; error = error.cause) {
        told.push(error.message, error.stack, JSON.stringify(error));
      }
      expect(told.join('\n')).not.toContain(secret);
      expect(told.length).toBeGreaterThan(0);
    }
    const { backend } = await hostile([sending(JSON.stringify(good).replace('yes', secret))]);
    const answer = await backend.generate(request, never);
    expect(answer.text).toBe('[key]');
    expect(JSON.stringify([answer, backend.identity, backend.can])).not.toContain(secret);
  });
});

describe('stopping', () => {
  test('closes the socket of a call in flight', async () => {
    const closed = Promise.withResolvers<void>();
    const controller = new AbortController();
    const { backend } = await hostile([
      (response) => {
        response.on('close', closed.resolve);
        controller.abort(new Error('enough'));
      },
    ]);
    await expect(backend.generate(request, controller.signal)).rejects.toThrow('enough');
    await closed.promise;
  });

  test('ends a call that has no connection yet', async () => {
    const controller = new AbortController();
    let asked = 0;
    const { backend } = await hostile([() => void (asked += 1)], { concurrency: 1 });
    const calls = Array.from({ length: 4 }, () => backend.generate(request, controller.signal));
    while (asked < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    controller.abort(new Error('enough'));
    const ends = await Promise.allSettled(calls);
    expect(ends.map((end) => end.status === 'rejected' && String(end.reason))).toEqual(
      Array.from({ length: 4 }, () => 'Error: enough'),
    );
    expect(asked).toBe(2);
  });

  test('begins nothing when it is too late', async () => {
    let asked = 0;
    const { backend } = await hostile([() => void (asked += 1)]);
    const late = backend.generate(request, AbortSignal.abort(new Error('enough')));
    await expect(late).rejects.toThrow('enough');
    expect(asked).toBe(0);
  });

  test('closes the socket of a stream', async () => {
    const closed = Promise.withResolvers<void>();
    const controller = new AbortController();
    const act: Hostile = (response) => {
      response.on('close', closed.resolve);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(event({ choices: [{ delta: { content: 'y' } }] }));
      setTimeout(() => controller.abort(new Error('enough')), 10);
    };
    const { backend } = await hostile([act], { firstToken: true });
    await expect(backend.generate(request, controller.signal)).rejects.toThrow('enough');
    await closed.promise;
  });
});
