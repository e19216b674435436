import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openHttpServer } from '../../src/backends/openHttpServer.ts';
import { llamaCppServer } from '../support/modelServer/llamaCpp.ts';
import { ollamaServer } from '../support/modelServer/ollama.ts';
import { openaiServer } from '../support/modelServer/openai.ts';
import { openToy, toy } from '../support/modelServer/openToy.ts';
import { sglangServer } from '../support/modelServer/sglang.ts';
import { toyName } from '../support/modelServer/served.ts';
import { startHttp } from '../support/modelServer/startHttp.ts';
import { teiServer } from '../support/modelServer/tei.ts';
import { tgiServer } from '../support/modelServer/tgi.ts';
import { speak } from '../support/modelServer/toyModel.ts';
import { vllmServer } from '../support/modelServer/vllm.ts';

const never = new AbortController().signal;
const text = { prompt: { kind: 'text', parts: [{ text: `q${speak}` }] }, maxTokens: 4 } as const;
const chat = {
  prompt: { kind: 'chat', turns: [{ role: 'user', parts: [{ text: 'q' }] }] },
  maxTokens: 4,
} as const;

describe('an address', () => {
  test.each(['localhost:8000', 'ftp://x', '', 'http://user:pw@host/', 'http://host/?key=x'])(
    '%j is refused',
    async (address) => {
      const opening = openHttpServer({ address }, never, { environment: {} });
      await expect(opening).rejects.toMatchObject({ code: 'usage' });
      await expect(opening).rejects.not.toThrow(/pw|key=x/);
    },
  );

  test('where nobody answers is a failure of the connection', async () => {
    const opening = openHttpServer({ address: 'http://127.0.0.1:1/v1' }, never, { environment: {} });
    await expect(opening).rejects.toMatchObject({ code: 'backend', input: { fault: 'connection' } });
  });

  test('may lie behind a path', async () => {
    const answering = openaiServer(toy());
    const { url } = await startHttp((asked, response) =>
      answering({ ...asked, path: asked.path.replace('/gateway', '/').replace('//', '/') }, response),
    );
    await using server = await openHttpServer({ address: `${url}/gateway/v1/` }, never, { environment: {} });
    expect((await (await server.open(toyName)).generate(chat, never)).text).toBe('yes ');
  });
});

describe('a key', () => {
  test('that is not set, or cannot be sent, is named and refused', async () => {
    const opening = (environment: NodeJS.ProcessEnv) =>
      openHttpServer({ address: 'http://127.0.0.1:1', key: { env: 'MY_KEY' } }, never, { environment });
    await expect(opening({})).rejects.toThrow('MY_KEY');
    await expect(opening({ MY_KEY: 'two\nlines' })).rejects.toMatchObject({ code: 'usage' });
    await expect(opening({ MY_KEY: 'two\nlines' })).rejects.not.toThrow('lines');
  });

  test('goes with every request, the probes too', async () => {
    const { server, asked } = await openToy(
      vllmServer(toy()),
      { key: { env: 'K' } },
      { environment: { K: 'k1' } },
    );
    await (await server.open(toyName)).generate(text, never);
    expect(new Set(asked.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer k1']));
  });
});

describe('a server', () => {
  test('tells its models when it has not the one that is asked for', async () => {
    const { server } = await openToy(vllmServer(toy({ adapters: ['questioner'] })));
    await expect(server.open('toi')).rejects.toThrow('did you mean "toy"?');
    await expect(server.open(toyName, 'questoner')).rejects.toThrow('did you mean "questioner"?');
  });

  test('that loads its model says so', async () => {
    const { url } = await startHttp(() => ({
      status: 503,
      json: { error: { message: 'Loading model', type: 'unavailable_error', code: 503 } },
    }));
    const opening = openHttpServer({ address: url }, never, { environment: {} });
    await expect(opening).rejects.toThrow('Loading model');
  });

  test.each([
    ['vllm', vllmServer, { model: 'a' }],
    ['sglang', sglangServer, { lora_path: 'a' }],
    [
      'llama.cpp',
      llamaCppServer,
      {
        lora: [
          { id: 0, scale: 1 },
          { id: 1, scale: 0 },
        ],
        cache_prompt: false,
      },
    ],
    ['tgi', tgiServer, { parameters: expect.objectContaining({ adapter_id: 'a' }) }],
  ])('%s is told the adapter in its own way', async (_kind, server, expected) => {
    const opened = await openToy(server(toy({ adapters: ['a', 'b'] })));
    const backend = await opened.server.open(toyName, 'a');
    await backend.generate(text, never);
    const asked = opened.asked.find(
      ({ body }) =>
        'max_tokens' in body || 'n_predict' in body || 'sampling_params' in body || 'parameters' in body,
    );
    expect(asked?.body).toMatchObject(expected);
    expect(backend.identity.adapter).toBe('a');
  });

  test('llama.cpp without an adapter switches those that are loaded off', async () => {
    const { server, asked } = await openToy(llamaCppServer(toy({ adapters: ['a'] })));
    await (await server.open(toyName)).generate(text, never);
    expect(asked.at(-1)?.body).toMatchObject({ lora: [{ id: 0, scale: 0 }] });
    await expect(server.open(toyName, 'z')).rejects.toThrow('Loaded: a');
  });

  test.each([
    ['openai', openaiServer(toy())],
    ['tei', teiServer(toy())],
  ])('%s refuses adapters', async (_kind, answering) => {
    const { server } = await openToy(answering);
    await expect(server.open(toyName, 'a')).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('tells digest and context where it knows them', async () => {
    const identities = [];
    for (const answering of [ollamaServer(toy()), tgiServer(toy()), teiServer(toy()), vllmServer(toy())]) {
      const { identity, can } = await (await openToy(answering)).server.open(toyName);
      identities.push([identity.digest.known && identity.digest.value.slice(0, 2), can.contextTokens]);
    }
    const context = { known: true, value: 400 };
    expect(identities).toEqual([
      ['aa', context],
      ['bb', context],
      ['cc', context],
      [false, context],
    ]);
  });

  test('whose tokenizer is not reachable cannot count, and says so', async () => {
    const answering = vllmServer(toy());
    const { server, asked } = await openToy((its, response) =>
      its.path === '/tokenize' ? { status: 404, json: {} } : answering(its, response),
    );
    const backend = await server.open(toyName);
    expect(backend.can.countTokens).toBe(false);
    const { usage } = await backend.generate(text, never);
    expect(usage.promptChecked).toBe(false);
    expect(asked.find(({ path }) => path === '/v1/completions')?.body['prompt']).toBe(`q${speak}`);
  });

  test('is reached through the proxy of the environment', async () => {
    const { url, asked } = await startHttp(openaiServer(toy()));
    const forwarded: string[] = [];
    const proxy = createServer((its, answer) => {
      forwarded.push(its.url ?? '');
      const { method = 'GET', headers } = its;
      its.pipe(
        forward(String(its.url), { method, headers }, (upstream) => {
          answer.writeHead(upstream.statusCode ?? 500, upstream.headers);
          upstream.pipe(answer);
        }),
      );
    });
    await new Promise<void>((resolve) => {
      proxy.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      proxy.close();
      proxy.closeAllConnections();
    });
    const environment = { HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    await using server = await openHttpServer({ address: url, kind: 'openai' }, never, { environment });
    await (await server.open(toyName)).generate(chat, never);
    expect(forwarded).toContain(`${url}/v1/chat/completions`);
    expect(asked.map(({ path }) => path)).toContain('/v1/chat/completions');
  });

  test('streams only to measure the time to the first token', async () => {
    const timed = await openToy(vllmServer(toy()), {}, { firstToken: true });
    const backend = await timed.server.open(toyName);
    for (const request of [text, chat]) {
      const { text: said, served, usage } = await backend.generate(request, never);
      expect(said).toBe('yes ');
      expect(usage).toMatchObject({ outputTokens: 4, promptChecked: true });
      expect(served.by === 'model' && (served.firstTokenMs ?? -1)).toBeGreaterThan(0);
    }
    const { served } = await backend.generate({ ...text, watch: ['y'] }, never);
    expect(served).not.toHaveProperty('firstTokenMs');
    expect(timed.asked.at(-1)?.body).not.toHaveProperty('stream');
  });

  test('llama.cpp streams without a last word', async () => {
    const timed = await openToy(llamaCppServer(toy()), {}, { firstToken: true });
    const { text: said, served } = await (await timed.server.open(toyName)).generate(text, never);
    expect(said).toBe('yes ');
    expect(served.by === 'model' && (served.firstTokenMs ?? -1)).toBeGreaterThan(0);
  });
});
