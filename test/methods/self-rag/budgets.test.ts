import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passagesNamed } from '../../support/listRetriever.ts';
import { askSelfRag, deciding, type Said } from './scriptedGenerator.ts';

/** Retrieves, writes on and on, and grades everything as no. */
function endless(prompt: string): readonly Said[] {
  if (prompt.startsWith('[system]')) return ['no', ' ', 'way', '.'];
  const relevant = { text: '[Relevant]', told: { '[Relevant]': 0.7, '[Irrelevant]': 0.3 } };
  const next: Said = {
    text: '[Retrieval]',
    told: { '[Retrieval]': 0.6, '[No Retrieval]': 0.3, '[Continue to Use Evidence]': 0.05 },
  };
  if (!prompt.includes('⟨')) return [deciding(0.5, 0.4)];
  return [
    relevant,
    'Word.',
    {
      text: '[Fully supported]',
      told: { '[Fully supported]': 1, '[Partially supported]': 0, '[No support / Contradictory]': 0 },
    },
    next,
    'more',
    'and',
    'more',
  ];
}

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

const forms = [
  {},
  { preset: 'paper' },
  { longForm: 'paper', maxSegments: 3 },
  { longForm: 'static', maxSegments: 3 },
  { critique: 'prompted' },
] as const;

test('no budget is ever exceeded, and there is always an answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...forms),
      fc.constantFrom('threshold', 'generated', 'always', 'never'),
      fc.record(
        {
          calls: fc.integer({ min: 1, max: 30 }),
          contextTokens: fc.integer({ min: 1, max: 400 }),
          outputTokens: fc.integer({ min: 1, max: 60 }),
        },
        { requiredKeys: [] },
      ),
      fc.nat(8),
      async (form, retrieve, budget, found) => {
        const passages = passagesNamed(...letters.slice(0, found));
        const { answer, spent } = await askSelfRag({
          say: endless,
          settings: { ...form, retrieve, maxTokens: 7 },
          budget,
          passages,
        });
        expect(typeof answer.text).toBe('string');
        expect(spent.calls).toBeLessThanOrEqual(budget.calls ?? Infinity);
        expect(spent.promptTokens).toBeLessThanOrEqual(budget.contextTokens ?? Infinity);
        expect(spent.outputTokens).toBeLessThanOrEqual(budget.outputTokens ?? Infinity);
      },
    ),
    { numRuns: 300 },
  );
});

describe('short form answers from what it has', () => {
  const four = passagesNamed('a', 'b', 'c', 'd');

  test('with one call it does not ask whether to retrieve, and reads the best passage', async () => {
    const { answer, prompts, decisions } = await askSelfRag({
      say: endless,
      budget: { calls: 1 },
      passages: four,
    });
    expect(prompts).toHaveLength(1);
    expect(decisions[0]).toMatchObject({ chosen: 'yes', because: { asked: expect.stringMatching(/^no/) } });
    expect(answer.evidence.map(({ passage }) => passage.id)).toEqual(['a']);
  });

  test('with three calls it decides and reads the first two', async () => {
    const { prompts } = await askSelfRag({ say: endless, budget: { calls: 3 }, passages: four });
    expect(prompts.map((prompt) => /Text of (.)/.exec(prompt)?.[1])).toEqual([undefined, 'a', 'b']);
  });

  test('output tokens are spent on whole answers rather than on more passages', async () => {
    const { requests } = await askSelfRag({
      say: endless,
      budget: { outputTokens: 21 },
      passages: four,
      settings: { maxTokens: 10 },
    });
    expect(requests.map(({ maxTokens }) => maxTokens)).toEqual([1, 10, 10]);
  });

  test('context tokens are spent on passages in their order', async () => {
    const { prompts } = await askSelfRag({ say: endless, budget: { contextTokens: 40 }, passages: four });
    expect(prompts.map((prompt) => /Text of (.)/.exec(prompt)?.[1])).toEqual([undefined, 'a', 'b']);
  });

  test('a budget too small for any prompt gives an empty answer', async () => {
    const { answer } = await askSelfRag({ say: endless, budget: { contextTokens: 1 }, passages: four });
    expect(answer).toEqual({ text: '', evidence: [], stopped: 'budget' });
  });
});

test('long form shares what is left among its paths and reads out what it has', async () => {
  const settings = { longForm: 'paper', k: 2 };
  const { answer, prompts } = await askSelfRag({ say: endless, settings, budget: { calls: 5 } });
  // The decision, two passages, one passage for each of two paths.
  expect(prompts).toHaveLength(5);
  expect(answer.stopped).toBe('no room');
  expect(answer.text).toBe('Word.');
});
