import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { faultOf } from '../../../src/backends/fault.ts';
import type { Generation, GenerateRequest } from '../../../src/ports/backend.ts';
import { familyServers } from '../../support/modelServer/familyServers.ts';
import { openToy, toy } from '../../support/modelServer/openToy.ts';
import { type Served, toyName } from '../../support/modelServer/served.ts';
import { sglangServer } from '../../support/modelServer/sglang.ts';
import { type Answering, type HttpAsked, streamed } from '../../support/modelServer/startHttp.ts';
import { speak } from '../../support/modelServer/toyModel.ts';

const never = new AbortController().signal;
const text = { prompt: { kind: 'text', parts: [{ text: `q${speak}` }] }, maxTokens: 9 } as const;
const chat = {
  prompt: { kind: 'chat', turns: [{ role: 'user', parts: [{ text: 'q' }] }] },
  maxTokens: 9,
} as const;

const servers: Readonly<Record<string, (served: Served) => Answering>> = {
  ...familyServers,
  'sglang, what is new only': (served) => sglangServer(served, true),
};
const routes = Object.entries(servers).flatMap(([kind, server]) => [
  [`text of ${kind}`, server, text] as const,
  [`a chat with ${kind}`, server, chat] as const,
]);

async function ask(
  answering: Answering,
  request: GenerateRequest,
  options: { readonly firstToken?: boolean; readonly timeout?: number } = {},
): Promise<Generation & { readonly asked: readonly HttpAsked[] }> {
  const { firstToken = true, timeout } = options;
  const spec = timeout === undefined ? {} : { timeout };
  const { server, asked } = await openToy(answering, spec, { firstToken });
  return { ...(await (await server.open(toyName)).generate(request, never)), asked };
}

const firstTokenMs = ({ served }: Generation): number | undefined =>
  served.by === 'model' ? served.firstTokenMs : undefined;

describe.each(routes)('%s', (_name, server, request) => {
  test.each([
    ['cut by length', 'yes indeed, very much', {}],
    ['that ends by itself', 'yes', {}],
    ['that ends before a stop string', 'yes no', { stop: ['never', ' n'] }],
  ])(
    'streamed, an answer %s is the one that comes whole, with the time to its first token',
    async (_, say, more) => {
      const answering = server(toy({ say }));
      const whole = await ask(answering, { ...request, ...more }, { firstToken: false });
      const told = await ask(answering, { ...request, ...more });
      expect(told).toMatchObject({ text: whole.text, finish: whole.finish, usage: whole.usage });
      expect(told.text).toBe(say === 'yes no' ? 'yes' : say.slice(0, 9));
      expect(firstTokenMs(whole)).toBeUndefined();
      expect(firstTokenMs(told)).toBeGreaterThan(0);
      expect(
        whole.asked.every(({ path, body }) => body['stream'] !== true && path !== '/generate_stream'),
      ).toBe(true);
    },
  );

  test('an empty answer has no first token', async () => {
    // Thinking is told, and counts.
    const answering = server(toy({ say: '' }));
    const told = await ask(answering, request);
    expect(told.text).toBe('');
    expect(firstTokenMs(told) === undefined).toBe(told.reasoning === undefined);
  });

  test('is not streamed where tokens are watched', async () => {
    const told = await ask(server(toy()), { ...request, watch: ['y'] });
    expect(firstTokenMs(told)).toBeUndefined();
    expect(told.tokens).not.toHaveLength(0);
  });
});

/** Streams the first frames as the server would, and then does something else. */
function midStream(
  answering: Answering,
  then: (response: ServerResponse, frames: readonly string[]) => void,
): Answering {
  return async (asked, response) => {
    const answer = await answering(asked, response);
    const stream = answer && streamed(answer);
    if (stream === undefined) return answer;
    response.writeHead(200, { 'content-type': stream.type });
    const half = Math.ceil(stream.frames.length / 2);
    for (const frame of stream.frames.slice(0, half)) response.write(frame);
    then(response, stream.frames.slice(half));
    return undefined;
  };
}

const frame = (of: readonly string[], json: string): string =>
  of[0]?.startsWith('data') === true ? `data: ${json}\n\n` : `${json}\n`;

describe.each(routes)('%s, streamed by a hostile server:', (_name, server, request) => {
  const failure = async (
    then: (response: ServerResponse, frames: readonly string[]) => void,
    options: { readonly timeout?: number } = {},
  ): Promise<string | undefined> => {
    const answering = midStream(server(toy({ say: 'yes indeed' })), then);
    return ask(answering, request, options).then(
      () => 'an answer',
      (error: unknown) => faultOf(error)?.fault,
    );
  };

  test('a reset in the middle is a broken connection', async () => {
    expect(await failure((response) => setTimeout(() => response.destroy(), 5))).toBe('connection');
  });

  test('a stream that ends without saying why is malformed', async () => {
    expect(await failure((response) => response.end())).toBe('malformed');
  });

  test('a slow drip ends at the timeout', async () => {
    const drip = (response: ServerResponse, frames: readonly string[]): void => {
      const letters = frames.join('').split('');
      const timer = setInterval(() => response.write(letters.shift() ?? '\n'), 10);
      response.on('close', () => clearInterval(timer));
    };
    expect(await failure(drip, { timeout: 80 })).toBe('timeout');
  });

  test('an error in the middle is no answer', async () => {
    const told = '{"error":"out of memory","error_type":"generation"}';
    expect(await failure((response, frames) => response.end(frame(frames, told)))).toBe('server-error');
    const full = '{"error":{"message":"The request queue is full.","code":503}}';
    expect(await failure((response, frames) => response.end(frame(frames, full)))).toBe('overloaded');
  });

  test.each([['{"cut'], ['[]'], ['{"text":1}']])('%s in the middle is malformed', async (rubbish) => {
    const act = (response: ServerResponse, frames: readonly string[]): void =>
      void response.end(frame(frames, rubbish));
    expect(await failure(act)).toBe('malformed');
  });
});
