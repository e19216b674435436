import { expect, it } from 'vitest';

import { RagstoneError } from '../../../src/errors.ts';
import { encodePassages } from '../../../src/retrieval/dense/encodePassages.ts';
import { encoderOf } from '../../../src/retrieval/dense/encoder.ts';
import { never } from '../never.ts';
import { wordEncoder, wordVector } from './wordEncoder.ts';

const making = { pooling: 'mean', normalise: false } as const;

it('cuts what is too long after the last word that fits, and counts it', async () => {
  const encoder = encoderOf(wordEncoder({ contextWords: 3 }), making);
  const texts = ['a b', 'a b c d e f g', 'a b c', 'x y z w'];
  expect(await encodePassages(encoder, texts, 8, never)).toStrictEqual({
    vectors: ['a b', 'a b c', 'a b c', 'x y z'].map((text) => wordVector(text, 8)),
    cut: 2,
    empty: 0,
  });
});

it('cuts a text without white space between characters', async () => {
  const model = wordEncoder({
    before({ texts }) {
      if (texts.some((text) => text.length > 5)) throw new RagstoneError('context-overflow', 'too long');
    },
  });
  const { vectors, cut } = await encodePassages(encoderOf(model, making), ['🎈🎈🎈🎈'], 8, never);
  expect(vectors).toStrictEqual([wordVector('🎈🎈', 8)]);
  expect(cut).toBe(1);
});

it('says why when not even the first word is taken', async () => {
  const encoder = encoderOf(wordEncoder({ contextWords: 0 }), making);
  await expect(encodePassages(encoder, ['a b c'], 8, never)).rejects.toMatchObject({
    code: 'context-overflow',
  });
});

it('does not cut for any other failure', async () => {
  const model = wordEncoder({
    before() {
      throw new RagstoneError('backend', 'down');
    },
  });
  await expect(encodePassages(encoderOf(model, making), ['a', 'b'], 8, never)).rejects.toThrow('down');
  expect(model.asked).toHaveLength(1);
});

it('gives texts of nothing a vector of zeros without asking', async () => {
  const model = wordEncoder();
  const { vectors, empty } = await encodePassages(encoderOf(model, making), ['', 'a', ''], 8, never);
  expect(vectors).toStrictEqual([new Float32Array(8), wordVector('a', 8), new Float32Array(8)]);
  expect(empty).toBe(2);
  expect(model.asked.map(({ texts }) => texts)).toStrictEqual([['a']]);
});

it('refuses vectors of another length than those of the index', async () => {
  const encoder = encoderOf(wordEncoder({ dimensions: 4 }), making);
  await expect(encodePassages(encoder, ['a'], 8, never)).rejects.toMatchObject({ code: 'mismatch' });
});

it.each([
  ['NaN', () => Float32Array.of(1, Number.NaN)],
  ['infinity', () => Float32Array.of(1, Infinity)],
  ['no numbers', () => new Float32Array()],
  ['several lengths', (text: string) => new Float32Array(text.length)],
])('refuses vectors with %s', async (_, vectorOf) => {
  const encoder = encoderOf(wordEncoder({ vectorOf }), making);
  await expect(encoder.embed(['a', 'bc'], 'passage', never)).rejects.toMatchObject({ code: 'backend' });
});

it('refuses fewer vectors than texts', async () => {
  const model = wordEncoder();
  const short = {
    ...model,
    embed: async (...asked: Parameters<typeof model.embed>) => {
      const embedded = await model.embed(...asked);
      return { ...embedded, vectors: embedded.vectors.slice(1) };
    },
  };
  await expect(encoderOf(short, making).embed(['a', 'b'], 'passage', never)).rejects.toThrow(
    '1 vectors for 2 texts',
  );
});
