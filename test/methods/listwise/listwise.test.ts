import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listwisePrompt } from '../../../src/methods/listwise/listwisePrompt.ts';
import { listwiseRerank } from '../../../src/methods/listwise/listwiseRerank.ts';
import { parseRanking } from '../../../src/methods/listwise/parseRanking.ts';
import { slidingWindows } from '../../../src/methods/listwise/slidingWindows.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';
import { bindMethod } from '../../support/bindMethod.ts';
import { passagesNamed } from '../../support/listRetriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

describe('slidingWindows', () => {
  const windows = (length: number, size = 20, stride = 10) =>
    slidingWindows(length, size, stride).map(({ start, end }) => [start, end]);

  test('E1: the windows of 100, 30, 25, 20 and 15 passages', () => {
    expect(windows(100)).toEqual([80, 70, 60, 50, 40, 30, 20, 10, 0].map((start) => [start, start + 20]));
    expect(windows(30)).toEqual([
      [10, 30],
      [0, 20],
    ]);
    expect(windows(25)).toEqual([
      [5, 25],
      [0, 15],
    ]);
    expect(windows(20)).toEqual([[0, 20]]);
    expect(windows(15)).toEqual([[0, 15]]);
    expect(windows(0)).toEqual([]);
  });

  test('every passage is in a window, and the top is in the last', () => {
    const sizes = fc.record({
      length: fc.integer({ min: 1, max: 200 }),
      size: fc.integer({ min: 2, max: 30 }),
      stride: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(sizes, ({ length, size, stride }) => {
        fc.pre(stride <= size);
        const all = windows(length, size, stride);
        expect(all.at(-1)?.[0]).toBe(0);
        const seen = new Set(all.flatMap(([start = 0, end = 0]) => range(start, end)));
        expect(seen.size).toBe(length);
      }),
    );
  });
});

describe('parseRanking', () => {
  const order = (text: string, n: number) => parseRanking(text, n).order.map((at) => at + 1);

  test.each([
    ['[3] > [1] > [9] > [3] > 2', 5, [3, 1, 2, 4, 5]],
    ['', 3, [1, 2, 3]],
    ['[1][2] > [3]', 3, [1, 2, 3]],
    ['[0] > [2]', 3, [2, 1, 3]],
    ['I think passage 4 of the 5 is best: [4] > [2]', 5, [4, 2, 1, 3, 5]],
    ['<think>[1] > [2]</think> [2] > [1]', 3, [2, 1, 3]],
    ['3, 1', 3, [3, 1, 2]],
    ['② > ①', 2, [2, 1]],
  ])('E2, E4: %s of %i', (text, n, expected) => {
    expect(order(text, n)).toEqual(expected);
  });

  test('says what was wrong', () => {
    expect(parseRanking('[2] > [1]', 2).flaws).toEqual([]);
    expect(parseRanking('2 2', 3).flaws).toEqual(['wrong-format', 'repetition', 'missing']);
  });

  test('any text gives every position once', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 30 }), (text, n) => {
        expect(order(text, n).toSorted((a, b) => a - b)).toEqual(range(1, n + 1));
      }),
    );
  });
});

describe('listwisePrompt', () => {
  test('numbers the passages and disarms numbers in brackets', () => {
    const [passage] = passagesNamed('a');
    const prompt = listwisePrompt(
      'who [3]?',
      passage === undefined ? [] : [{ ...passage, text: 'x [12] y' }],
      300,
    );
    expect(promptText(prompt)).toContain('[1] Title: A Content: x (12) y');
    expect(promptText(prompt)).toContain('Search query: who (3)?');
  });
});

describe('listwiseRerank', () => {
  const rank = async (says: readonly string[], budget = {}, contextTokens?: number) => {
    const model = scriptedBackend({
      say: (_, call) => says[call] ?? '',
      ...(contextTokens !== undefined && { contextTokens }),
    });
    const { tools } = bindMethod<{ readonly refiner: 'generate' }>({ backends: { refiner: model }, budget });
    const passages = passagesNamed('a', 'b', 'c', 'd', 'e', 'f').map((passage, at) => ({
      passage: { ...passage, text: 'word '.repeat(100) },
      score: 10 - at,
    }));
    const settings = { window: 4, stride: 2, passes: 1, words: 300 };
    const ranked = await listwiseRerank(tools, 'refiner', 'q', passages, settings, {
      reaches: () => tools.left().calls > 0,
      prompt: { kind: 'text', parts: [{ text: 'The answer, please.' }] },
    });
    return { ids: ranked.map(({ passage }) => passage.id).join(''), ranked, model };
  };

  test('E3: two windows, the lower one first', async () => {
    const { ids, ranked } = await rank(['[4] > [3] > [1] > [2]', '[3] > [4] > [1] > [2]']);
    expect(ids).toBe('feabcd');
    expect(ranked.map(({ score }) => score)).toEqual([10, 9, 8, 7, 6, 5]);
  });

  test('keeps the order so far when it may not call again', async () => {
    expect((await rank(['[4] > [3] > [1] > [2]'], { calls: 1 })).ids).toBe('abfecd');
  });

  test('shows fewer words where the context is small', async () => {
    const { model } = await rank(['', ''], {}, 260);
    for (const { prompt } of model.asked) expect(promptText(prompt).split(/\s+/).length).toBeLessThan(260);
    expect(model.asked).toHaveLength(2);
  });

  test('keeps the order where not one word of each passage has room', async () => {
    const { ids, model } = await rank(['[4] > [3] > [1] > [2]'], {}, 30);
    expect(ids).toBe('abcdef');
    expect(model.asked).toHaveLength(0);
  });

  test('leaves context tokens for what is to follow', async () => {
    const { model } = await rank(['', ''], { contextTokens: 200 });
    const asked = model.asked.map(({ prompt }) => promptText(prompt).split(/\s+/).length);
    expect(asked.length).toBeGreaterThan(0);
    expect(200 - asked.reduce((sum, words) => sum + words, 0)).toBeGreaterThanOrEqual(3);
  });
});

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: end - start }, (_, at) => start + at);
}
