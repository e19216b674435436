import { describe, expect, test } from 'vitest';
import { openHttpServer } from '../../../src/backends/openHttpServer.ts';
import { type Limiter, openLimiter } from '../../../src/backends/wrappers/limiter.ts';
import { withLimiter } from '../../../src/backends/wrappers/withLimiter.ts';
import { withRetry } from '../../../src/backends/wrappers/withRetry.ts';
import { faultOf } from '../../../src/backends/fault.ts';
import type { Backend, Generation } from '../../../src/ports/backend.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { type Answering, startHttp } from '../../support/modelServer/startHttp.ts';

const never = new AbortController().signal;
const good = JSON.stringify({
  choices: [{ index: 0, message: { content: 'yes' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 9, completion_tokens: 1 },
});

interface Watched {
  readonly backend: Backend;
  readonly limiter: Limiter;
  /** Calls in flight as the server saw them, at each call's arrival; and the limit at that time. */
  readonly seen: { readonly prompt: string; readonly inFlight: number; readonly limit: number }[];
}

/** A limited model on a server that answers its calls, from the first on, with these bodies; then with good ones. */
async function limited(
  concurrency: number,
  { statuses = [], bodies = [], ms = 5 }: { statuses?: number[]; bodies?: string[]; ms?: number } = {},
): Promise<Watched> {
  const limiter = openLimiter(concurrency);
  const seen: Watched['seen'] = [];
  let [inFlight, calls] = [0, 0];
  const answering: Answering = async ({ path, body }, response) => {
    if (path === '/v1/models') return { json: { data: [{ id: 'm' }] } };
    const call = calls++;
    inFlight += 1;
    seen.push({ prompt: JSON.stringify(body['messages']), inFlight, limit: limiter.limit });
    await new Promise((resolve) => setTimeout(resolve, ms));
    inFlight -= 1;
    response.writeHead(statuses[call] ?? 200, { 'content-type': 'application/json', 'retry-after': '0' });
    response.end(bodies[call] ?? good);
    return undefined;
  };
  const { url } = await startHttp(answering);
  const server = await openHttpServer({ kind: 'openai', address: url }, never, {
    environment: {},
    concurrency,
  });
  const backend = withRetry(await server.open('m'), {
    random: keyedRandom(1),
    base: 1,
    onFault: ({ fault }) => {
      if (fault === 'overloaded') limiter.overloaded();
    },
  });
  return { backend: withLimiter(backend, limiter), limiter, seen };
}

function ask(backend: Backend, n: number, signal: AbortSignal = never): Promise<Generation> {
  const prompt = { kind: 'chat', turns: [{ role: 'user', parts: [{ text: `Number ${n}?` }] }] } as const;
  return backend.generate({ prompt, maxTokens: 8 }, signal);
}

const retriesOf = ({ served }: Generation) =>
  served.by === 'model' ? served.retries.map(({ because }) => because) : [];

describe('the place of a call', () => {
  test('is given on so that a server never sees more calls than the limit, and as many while there are any', async () => {
    const { backend, seen } = await limited(4);
    await Promise.all(Array.from({ length: 40 }, (_, n) => ask(backend, n)));
    expect(seen).toHaveLength(40);
    expect(Math.max(...seen.map(({ inFlight }) => inFlight))).toBe(4);
  });

  test('is waited for apart from the time that the server took', async () => {
    const { backend } = await limited(1, { ms: 20 });
    const all = await Promise.all([ask(backend, 0), ask(backend, 1), ask(backend, 2)]);
    const served = all.map((each) => (each.served.by === 'model' ? each.served : undefined));
    expect(served[2]?.queuedMs).toBeGreaterThan(35);
    for (const each of served) {
      expect(each?.ms).toBeGreaterThan(18);
    }
  });

  test.each([429, 503])(
    'is kept by a call that was answered with %i until the limit is lowered',
    async (status) => {
      const { backend, seen } = await limited(2, { statuses: [status, status] });
      const all = await Promise.all(Array.from({ length: 6 }, (_, n) => ask(backend, n)));
      expect(all.flatMap(retriesOf)).toEqual(['overloaded', 'overloaded']);
      expect(seen.slice(0, 2).map(({ limit }) => limit)).toEqual([2, 2]);
      for (const { limit, inFlight } of seen.slice(2, 5)) {
        expect(limit).toBe(1);
        // The two calls that were refused have their places still.
        expect(inFlight).toBeLessThanOrEqual(2);
      }
    },
  );

  test('is kept where an answer of status 200 says that the server is overloaded', async () => {
    const { backend, seen } = await limited(1, { bodies: ['{"error": {"code": 503, "message": "busy"}}'] });
    const [first, second] = await Promise.all([ask(backend, 0), ask(backend, 1)]);
    expect(retriesOf(first)).toEqual(['overloaded']);
    expect(retriesOf(second)).toEqual([]);
    expect(seen.map(({ prompt }) => /\d/.exec(prompt)?.[0])).toEqual(['0', '0', '1']);
  });

  test('is taken again by a call whose answer could not be read', async () => {
    const { backend, seen } = await limited(2, { bodies: ['{"choices": [', '{"choices": []}'] });
    const all = await Promise.all(Array.from({ length: 8 }, (_, n) => ask(backend, n)));
    expect(all.flatMap(retriesOf)).toEqual(['malformed', 'malformed']);
    expect(seen).toHaveLength(10);
    expect(Math.max(...seen.map(({ inFlight }) => inFlight))).toBe(2);
  });

  test('is given back by a call that fails, or is stopped while it waits', async () => {
    const { backend } = await limited(1, { statuses: [401], ms: 20 });
    const stopped = new AbortController();
    const refused = ask(backend, 0);
    const given = ask(backend, 1, stopped.signal);
    setTimeout(() => stopped.abort(new Error('enough')), 5);
    await expect(given).rejects.toThrow('enough');
    const error: unknown = await refused.catch((thrown: unknown) => thrown);
    expect(faultOf(error)).toMatchObject({ fault: 'key' });
    expect((await ask(backend, 2)).text).toBe('yes');
  });
});
