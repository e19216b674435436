import { expect, test } from 'vitest';
import type { EmbedRequest } from '../../../src/ports/backend.ts';
import { sharedTiny, type TinyServer } from '../../support/gguf/openTiny.ts';

const never = new AbortController().signal;
const tiny = sharedTiny();
const exact = sharedTiny({ cacheType: 'f32' });

async function embed(
  text: string,
  pooling: EmbedRequest['pooling'],
  more: { readonly normalise?: boolean; readonly adapter?: string; readonly on?: () => TinyServer } = {},
): Promise<Float32Array> {
  const { server } = (more.on ?? tiny)();
  const backend = await server.open('tiny', more.adapter);
  const { vectors } = await backend.embed(
    { texts: [text], as: 'query', pooling, normalise: more.normalise ?? false },
    never,
  );
  return vectors[0] ?? new Float32Array();
}

test('the mean is the mean of the vectors of all tokens', async () => {
  // A model that reads from left to right: what follows changes no vector.
  const mean = [await embed('a', 'mean'), await embed('a b', 'mean')];
  const last = await embed('a b', 'last');
  for (let n = 0; n < 64; n++) {
    expect((mean[1]?.[n] ?? 0) * 3).toBeCloseTo((mean[0]?.[n] ?? 0) * 2 + (last[n] ?? 0), 2);
  }
});

test('with keys and values in 32 bits it is the same to five digits', async () => {
  const on = exact;
  const mean = [await embed('a', 'mean', { on }), await embed('a b', 'mean', { on })];
  const last = await embed('a b', 'last', { on });
  for (let n = 0; n < 64; n++) {
    expect((mean[1]?.[n] ?? 0) * 3).toBeCloseTo((mean[0]?.[n] ?? 0) * 2 + (last[n] ?? 0), 5);
  }
});

test('the mean is over all tokens of a long text', async () => {
  const text = 'the city of '.repeat(60).trim();
  const [mean, longer] = [await embed(text, 'mean'), await embed(`${text} b`, 'mean')];
  const last = await embed(`${text} b`, 'last');
  const backend = await tiny().server.open('tiny');
  const count = (words: string): Promise<number> =>
    backend.countTokens({ kind: 'text', parts: [{ text: words }] }, never);
  const tokens = await count(`${text} b`);
  expect(tokens - (await count(text))).toBe(1);
  expect(tokens).toBeGreaterThan(300);
  for (let n = 0; n < 64; n++) {
    expect(longer[n]).toBeCloseTo(((mean[n] ?? 0) * (tokens - 1) + (last[n] ?? 0)) / tokens, 2);
  }
});

test('a model that does not say how it pools pools the last token', async () => {
  expect(await embed('the city', 'server')).toEqual(await embed('the city', 'last'));
});

test('a normalised vector has length 1 and the same direction', async () => {
  const [raw, unit] = [await embed('the city', 'mean'), await embed('the city', 'mean', { normalise: true })];
  const length = Math.hypot(...raw);
  expect(Math.hypot(...unit)).toBeCloseTo(1, 6);
  for (let n = 0; n < 64; n++) expect((unit[n] ?? 0) * length).toBeCloseTo(raw[n] ?? 0, 4);
});

test('an adapter changes a vector', async () => {
  expect(await embed('the city', 'last', { adapter: tiny().adapter })).not.toEqual(
    await embed('the city', 'last'),
  );
});

test('a text longer than the context is refused, never cut', async () => {
  await expect(embed('the '.repeat(600), 'mean')).rejects.toMatchObject({ code: 'context-overflow' });
});
