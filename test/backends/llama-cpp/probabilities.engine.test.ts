import { expect, test } from 'vitest';
import type { Backend, Watched } from '../../../src/ports/backend.ts';
import type { Part } from '../../../src/ports/prompt.ts';
import { sharedTiny } from '../../support/gguf/openTiny.ts';
import { tinyControls } from '../../support/gguf/tinyVocabulary.ts';

const never = new AbortController().signal;
const tiny = sharedTiny({ vocabulary: 'ascii' });
const vocabulary = [
  '\n',
  ...Array.from({ length: 95 }, (_, n) => String.fromCodePoint(32 + n)),
  ...tinyControls,
];

async function watchedAfter(backend: Backend, parts: readonly Part[], watch: readonly string[]) {
  const { tokens } = await backend.generate({ prompt: { kind: 'text', parts }, maxTokens: 8, watch }, never);
  return tokens ?? [];
}
const sum = (watched: Watched | undefined): number =>
  Object.values(watched?.ln ?? {}).reduce((total, ln) => total + Math.exp(ln), 0);

test('probabilities of the whole vocabulary sum to 1, at each position', async () => {
  const backend = await tiny().server.open('tiny');
  const tokens = await watchedAfter(backend, [{ text: 'who wrote it?' }], vocabulary);
  expect(tokens).toHaveLength(8);
  for (const { watched } of tokens) {
    expect(Object.keys(watched?.ln ?? {})).toHaveLength(vocabulary.length);
    expect(watched?.scale).toBe('absolute');
    expect(sum(watched)).toBeCloseTo(1, 5);
  }
});

test('greedy decoding takes the most probable token and tells its probability', async () => {
  const backend = await tiny().server.open('tiny');
  const [first] = await watchedAfter(backend, [{ text: 'who wrote it?' }], vocabulary);
  const [best] = Object.entries(first?.watched?.ln ?? {}).toSorted((a, b) => b[1] - a[1]);
  expect(first?.text).toBe(best?.[0]);
  expect(first?.logprob).toBeCloseTo(best?.[1] ?? Number.NaN, 10);
});

test('probabilities do not depend on what else is watched, nor on sampling', async () => {
  const backend = await tiny().server.open('tiny');
  const prompt = { kind: 'text', parts: [{ text: 'is it?' }] } as const;
  const few = await backend.generate({ prompt, maxTokens: 1, watch: ['[Relevant]'] }, never);
  const sampled = await backend.generate(
    { prompt, maxTokens: 1, watch: vocabulary, temperature: 2, topP: 0.5, seed: 3 },
    never,
  );
  const ln = sampled.tokens?.[0]?.watched?.ln['[Relevant]'] ?? Number.NaN;
  expect(few.tokens?.[0]?.watched?.ln['[Relevant]']).toBeCloseTo(ln, 4);
});

test('they are told at the first token and where a watched one is generated, and nowhere else', async () => {
  const backend = await tiny().server.open('tiny');
  const all = await watchedAfter(backend, [{ text: 'who?' }], vocabulary);
  const third = all[2]?.text ?? '';
  const told = await watchedAfter(backend, [{ text: 'who?' }], [third]);
  expect(told.map(({ watched }) => watched !== undefined)).toEqual(
    told.map(({ text }, at) => at === 0 || text === third),
  );
});

test('a text that is not one token cannot be watched', async () => {
  const backend = await tiny().server.open('tiny');
  await expect(watchedAfter(backend, [{ text: 'a' }], ['no token'])).rejects.toMatchObject({
    code: 'unsupported',
  });
});
