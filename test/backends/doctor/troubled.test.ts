import { expect, test } from 'vitest';
import { RagstoneError } from '../../../src/errors.ts';
import { examineServer } from '../../../src/backends/doctor/examineServer.ts';
import { ollamaServer } from '../../support/modelServer/ollama.ts';
import { openaiServer } from '../../support/modelServer/openai.ts';
import { notFound, startHttp, type Answering, type HttpAsked } from '../../support/modelServer/startHttp.ts';
import { texts } from '../../support/modelServer/served.ts';
import { teiServer } from '../../support/modelServer/tei.ts';
import { vllmServer } from '../../support/modelServer/vllm.ts';
import { storyteller, visit } from './examined.ts';

const options = { environment: {}, controls: [], onModel: () => undefined };
const signal = new AbortController().signal;

/** A vLLM whose answers begin with what `opening` makes of each generation's request. */
function moody(opening: (asked: HttpAsked) => string): Answering {
  let begun = '';
  const answering = vllmServer({ ...storyteller(() => begun), adapters: ['poet'] });
  return (asked, response) => {
    begun = asked.path === '/v1/completions' ? opening(asked) : '';
    return answering(asked, response);
  };
}

test('a server that honours the seed', async () => {
  const { of, model } = await visit(
    moody(({ body }) => (body['temperature'] === 1 ? `sample ${String(body['seed'])} ` : '')),
  );
  expect(of('seed')).toMatchObject({ status: 'ok', value: true });
  expect(model?.backend?.can.seed).toEqual({ known: true, value: true });
});

test('a server that ignores the seed', async () => {
  let n = 0;
  const { of, model } = await visit(moody(({ body }) => (body['temperature'] === 1 ? `sample ${n++} ` : '')));
  expect(of('seed')).toMatchObject({ status: 'no', value: false });
  expect(model?.backend?.can.seed).toEqual({ known: true, value: false });
  expect(of('deterministic alone')?.status).toBe('ok');
});

test('a server that never samples tells nothing of its seed', async () => {
  const { of, model } = await visit(vllmServer(storyteller()));
  expect(of('seed')).toMatchObject({ status: 'unknown', value: null });
  expect(model?.backend?.can.seed).toEqual({ known: false });
});

test('a server that is deterministic alone and not under load', async () => {
  const answering = vllmServer(storyteller());
  const beside = vllmServer(storyteller(() => 'by the way, '));
  let inFlight = 0;
  const { of } = await visit(async (asked, response) => {
    if (asked.path !== '/v1/completions') return answering(asked, response);
    inFlight++;
    // Long enough for those that were sent together to meet.
    await new Promise((resolve) => setTimeout(resolve, 2));
    const crowded = inFlight > 1;
    inFlight--;
    return (crowded ? beside : answering)(asked, response);
  });
  expect(of('deterministic alone')).toMatchObject({ status: 'ok', value: 1 });
  expect(of('deterministic together')).toMatchObject({ status: 'no', value: 2 });
});

test('a server that cuts prompts without a word', async () => {
  const { of } = await visit(ollamaServer({ ...storyteller(), old: true }));
  expect(of('too long a prompt')).toMatchObject({ status: 'no', value: false });
  expect(of('too long a prompt')?.detail).toMatch(/cut without a word/);
});

test('servers that cut texts to embed without a word', async () => {
  const told = teiServer(storyteller());
  const cutting: Answering = (asked, response) =>
    told({ ...asked, body: { ...asked.body, truncate: true } }, response);
  for (const server of [ollamaServer({ ...storyteller(), old: true }), cutting]) {
    const { of } = await visit(server);
    expect(of('too long a text to embed')).toMatchObject({
      status: 'no',
      value: false,
      detail: expect.stringContaining('cut without a word'),
    });
  }
});

test('a context too long to be filled is not filled', async () => {
  const { of, asked } = await visit(vllmServer({ ...storyteller(), context: 131_072 }));
  expect(of('context length')?.value).toBe(131_072);
  expect(of('too long a prompt')).toMatchObject({ status: 'unknown', value: null });
  expect(Math.max(...asked.map(({ body }) => JSON.stringify(body).length))).toBeLessThan(2000);
});

test('a server that puts the first token in front of a prompt that has it', async () => {
  const answering = vllmServer(storyteller());
  const { of } = await visit(async (asked, response) => {
    const answer = await answering(asked, response);
    if (asked.path !== '/v1/completions' || asked.body['max_tokens'] !== 1) return answer;
    const json = answer?.json as { readonly usage?: { readonly prompt_tokens: number } } | undefined;
    if (json?.usage === undefined) return answer;
    return { json: { ...json, usage: { ...json.usage, prompt_tokens: json.usage.prompt_tokens + 1 } } };
  });
  expect(of('first token')).toMatchObject({ status: 'no', value: 2 });
});

test('control tokens that the server keeps to itself, and text that is none', async () => {
  const answering = vllmServer(storyteller());
  const { of, model } = await visit(
    (asked, response) =>
      answering({ ...asked, body: { ...asked.body, skip_special_tokens: true } }, response),
    {},
    ['[Retrieval]', '[Unheard of]'],
  );
  expect(of('control token [Retrieval]')).toMatchObject({ status: 'no', value: false });
  expect(of('control token [Unheard of]')?.detail).toMatch(/not one token/);
  expect(model?.backend?.can.controlTokens).toEqual({ known: true, value: false });
});

test('log-probabilities that are scaled by the temperature', async () => {
  const answering = vllmServer(storyteller());
  const { of } = await visit(async (asked, response) => {
    const answer = await answering(asked, response);
    if (asked.body['temperature'] !== 0.5) return answer;
    const text = JSON.stringify(answer?.json).replaceAll(/:(-\d\.\d+)/g, (_, ln) => `:${2 * Number(ln)}`);
    return { json: JSON.parse(text) as unknown };
  });
  expect(of('logprobs scale')).toMatchObject({ status: 'warn', value: 'after temperature' });
  const plain = await visit(answering);
  expect(plain.of('logprobs scale')).toMatchObject({ status: 'ok', value: 'before temperature' });
});

test('a server that refuses as many log-probabilities as methods ask for', async () => {
  const answering = vllmServer(storyteller());
  const { of, model } = await visit((asked, response) =>
    Number(asked.body['logprobs'] ?? 0) > 5
      ? { status: 400, json: { error: { message: 'greater than max allowed: 5' } } }
      : answering(asked, response),
  );
  expect(of('logprobs')).toMatchObject({ status: 'no', detail: expect.stringContaining('max allowed: 5') });
  expect(model?.backend?.can.watch).toEqual({ known: true, value: 'none' });
});

test('a kind of prompt that failed for the moment is not struck off', async () => {
  const answering = vllmServer(storyteller());
  const busy = await visit((asked, response) =>
    asked.path === '/v1/chat/completions' ? { status: 503, json: {} } : answering(asked, response),
  );
  expect(busy.of('prompts')).toMatchObject({ status: 'warn', value: ['text'] });
  expect(busy.model?.backend?.can.prompts).toEqual(['text', 'chat']);
});

test('log-probabilities that are asked for and do not come', async () => {
  const answering = vllmServer(storyteller());
  const { of, model } = await visit((asked, response) => {
    const { logprobs: _, ...body } = asked.body;
    return answering({ ...asked, body }, response);
  });
  expect(of('logprobs')).toMatchObject({ status: 'no', value: 'none' });
  expect(of('logprobs scale')).toBeUndefined();
  expect(model?.backend?.can.watch).toEqual({ known: true, value: 'none' });
});

test('stopping it ends the examination', async () => {
  const stop = new AbortController();
  const answering = vllmServer(storyteller());
  const { url, asked } = await startHttp((its, response) => {
    if (its.body['temperature'] === 1) stop.abort(new RagstoneError('interrupted', 'Stopped.'));
    return answering(its, response);
  });
  await expect(examineServer({ address: url }, undefined, stop.signal, options)).rejects.toMatchObject({
    code: 'interrupted',
  });
  expect(asked.length).toBeLessThan(60);
});

test('an adapter that changes answers, one that does not, and one that spoils its cache', async () => {
  const wanted = { adapter: 'poet' };
  const good = await visit(
    moody(({ body }) => (body['model'] === 'poet' ? 'O muse, ' : '')),
    wanted,
  );
  expect(good.of('adapter')).toMatchObject({ status: 'ok', value: true });
  const idle = await visit(
    moody(() => ''),
    wanted,
  );
  expect(idle.of('adapter')).toMatchObject({ status: 'warn', value: null });
  let last: unknown;
  const spoilt = await visit(
    moody(({ body }) => {
      const mixed = body['model'] === 'poet' && last === 'toy';
      last = body['model'];
      return mixed ? 'Oh, ' : body['model'] === 'poet' ? 'O muse, ' : '';
    }),
    wanted,
  );
  expect(spoilt.of('adapter')).toMatchObject({ status: 'no', value: false });
});

/** Texts of another length have other vectors there. */
function longer(input: unknown): readonly string[] {
  return texts(input).map((text) => `${text}!`);
}

test('an adapter of an embedding model', async () => {
  const answering = vllmServer({ ...storyteller(), adapters: ['poet'] });
  const idle = await visit(answering, { adapter: 'poet' });
  expect(idle.of('adapter of embeddings')).toMatchObject({ status: 'warn', value: null });
  const applied = await visit(
    (asked, response) =>
      asked.path === '/v1/embeddings' && asked.body['model'] === 'poet'
        ? answering({ ...asked, body: { ...asked.body, input: longer(asked.body['input']) } }, response)
        : answering(asked, response),
    { adapter: 'poet' },
  );
  expect(applied.of('adapter of embeddings')).toMatchObject({ status: 'ok', value: true });
});

test('a server that is asked for raw vectors and sends them at length 1', async () => {
  const { of } = await visit(ollamaServer(storyteller()));
  expect(of('embeddings')).toMatchObject({ status: 'warn', value: { dimensions: 2 } });
  expect(of('embeddings')?.detail).toMatch(/a dot product is a cosine/);
});

test('a model without its adapter has no finding about adapters', async () => {
  const { of } = await visit(vllmServer(storyteller()));
  expect(of('adapter')).toBeUndefined();
  expect(of('adapter of embeddings')).toBeUndefined();
});

test('a server that takes chat prompts only is probed by them', async () => {
  const answering = openaiServer(storyteller());
  const { of, model } = await visit((asked, response) =>
    asked.path === '/v1/completions' ? notFound : answering(asked, response),
  );
  expect(of('prompts')).toMatchObject({ status: 'warn', value: ['chat'] });
  expect(of('logprobs')?.value).toEqual({ topK: 20 });
  expect(model?.backend?.can.prompts).toEqual(['chat']);
});

test('a server that generates, embeds and reranks nothing is asked once for each', async () => {
  const answering = vllmServer(storyteller());
  const { of, model, asked } = await visit((its, response) =>
    ['/v1/completions', '/v1/chat/completions', '/v1/embeddings', '/rerank'].includes(its.path)
      ? notFound
      : answering(its, response),
  );
  expect(of('prompts')).toMatchObject({ status: 'no', value: [] });
  expect(of('seed')).toBeUndefined();
  expect(model?.backend?.can.does).toEqual([]);
  expect(asked.filter(({ path }) => path === '/v1/completions')).toHaveLength(1);
});

test('a probe that fails is a finding, and the others go on', async () => {
  const answering = vllmServer(storyteller());
  const { of } = await visit((asked, response) =>
    asked.body['temperature'] === 1
      ? { status: 500, json: { error: { message: 'out of order' } } }
      : answering(asked, response),
  );
  expect(of('seed')).toMatchObject({ status: 'unknown', detail: expect.stringContaining('out of order') });
  expect(of('throughput')?.status).toBe('ok');
});

test('a model that the server does not have', async () => {
  const { of, model } = await visit(vllmServer(storyteller()), { model: 'toi' });
  expect(of('served')).toMatchObject({ status: 'no', detail: expect.stringContaining('did you mean "toy"') });
  expect(model?.backend).toBeUndefined();
});

test('a server that is down', async () => {
  for (const kind of [{}, { kind: 'openai' }]) {
    const server = await examineServer(
      { address: 'http://127.0.0.1:9', ...kind },
      undefined,
      signal,
      options,
    );
    expect(server).toMatchObject({
      reached: false,
      findings: [{ name: 'reachable', status: 'no' }],
      models: [],
    });
  }
});

test('a server that wants another key', async () => {
  const { url } = await startHttp(() => ({ status: 401, json: { error: { message: 'no' } } }));
  const server = await examineServer({ address: url }, undefined, signal, options);
  expect(server).toMatchObject({ reached: false, findings: [{ detail: expect.stringContaining('key') }] });
});

test('without a wish the first listed model is examined', async () => {
  const { url } = await startHttp(vllmServer(storyteller()));
  const server = await examineServer({ address: url }, undefined, signal, options);
  expect(server.models.map(({ model }) => model)).toEqual(['toy']);
});

test("a wrong address, kind or key is the user's mistake", async () => {
  const mistaken = [
    { address: 'nowhere' },
    { address: 'http://127.0.0.1:9', kind: 'vlm' },
    { address: 'http://127.0.0.1:9', key: { env: 'UNSET' } },
  ];
  for (const spec of mistaken) {
    await expect(examineServer(spec, undefined, signal, options)).rejects.toMatchObject({
      code: expect.stringMatching(/usage|unknown-name/),
    });
  }
});
