import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findMethod } from '../../../src/methods/findMethod.ts';
import { selfRag } from '../../../src/methods/self-rag.ts';
import { settings } from '../../../src/methods/self-rag/settings.ts';
import type { Capabilities } from '../../../src/ports/backend.ts';
import { parseExperiment } from '../../../src/runs/experiment/readExperiment.ts';
import { resolveSystems } from '../../../src/runs/plan/resolveSystems.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

const parse = (told: object) => selfRag.settings.parse(told);
const even = { relevance: 1, support: 1, utility: 1 };

describe('presets', () => {
  test.each([
    [{}, 'released', even],
    [{ preset: 'released' }, 'released', even],
    [{ preset: 'paper' }, 'paper', { ...even, utility: 0.5 }],
    [{ preset: 'paper-decision' }, 'paper', even],
  ])('%o decides as %s with the weights %o', (told, decision, weights) => {
    expect(parse(told)).toMatchObject({ decision, weights, sequenceScore: 'geometric-mean', threshold: 0.2 });
  });

  test('what is told overrides the preset, weight by weight', () => {
    const told = { preset: 'paper', decision: 'released', weights: { support: 0 }, sequenceScore: 'product' };
    expect(parse(told)).toMatchObject({
      decision: 'released',
      weights: { relevance: 1, support: 0, utility: 0.5 },
      sequenceScore: 'product',
    });
  });

  test('parsed settings parse to themselves', () => {
    const parsed = parse({ preset: 'paper', k: 3 });
    expect(parse(parsed)).toEqual(parsed);
  });

  test.each([
    { preset: 'authors' },
    { reject: ['[Retrieval]'] },
    { threshold: 2 },
    { weights: { use: 1 } },
    { beamWidth: 2 },
  ])('%o is refused', (told) => {
    expect(() => parse(told)).toThrow(z.ZodError);
  });

  test('what can be told is described', () => {
    expect(z.toJSONSchema(settings, { io: 'input' })).toMatchObject({
      properties: { preset: { enum: ['released', 'paper', 'paper-decision'] } },
    });
  });
});

describe('fidelity', () => {
  test.each([
    [{}, 'faithful'],
    [{ preset: 'paper' }, 'faithful'],
    [{ preset: 'paper-decision', retrieve: 'always', k: 5 }, 'faithful'],
    [{ weights: { utility: 0.7 } }, 'ours'],
    [{ sequenceScore: 'off' }, 'ours'],
    [{ reject: ['[Irrelevant]'] }, 'ours'],
    [{ longForm: 'paper' }, 'reconstruction'],
    [{ longForm: 'static' }, 'ours'],
    [{ critique: 'prompted', longForm: 'paper' }, 'approximation'],
  ])('%o: %s', (told, fidelity) => {
    expect(selfRag.fidelity(parse(told))).toBe(fidelity);
  });
});

describe('fits', () => {
  const able: Capabilities = {
    does: ['generate'],
    prompts: ['text', 'chat'],
    watch: { known: false },
    controlTokens: { known: false },
    seed: { known: false },
    countTokens: true,
    stream: false,
    contextTokens: { known: false },
  };
  const fit = (can: Partial<Capabilities>, told: object = {}) =>
    selfRag.fits(parse(told), { generator: { ...able, ...can } });

  test('a model that may tell probabilities', () => {
    expect(fit({})).toEqual({ fits: 'full' });
    expect(fit({ watch: { known: true, value: { topK: 20 } } })).toEqual({ fits: 'full' });
  });

  test.each([
    [{ watch: { known: true, value: 'none' } }, /probabilities/],
    [{ controlTokens: { known: true, value: false } }, /control tokens/],
    [{ prompts: ['chat'] }, /chat prompts only/],
  ] as const)('%o falls back to prompting', (can, because) => {
    expect(fit(can)).toEqual({
      fits: 'fallback',
      name: 'prompted',
      because: expect.stringMatching(because),
      settings: { ...parse({}), critique: 'prompted' },
    });
  });

  test('without chat prompts either, it is refused', () => {
    expect(fit({ prompts: ['text'], watch: { known: true, value: 'none' } }).fits).toBe('refused');
    expect(fit({ does: ['embed'] }).fits).toBe('refused');
  });

  test('where it is allowed, a run uses the settings of the fallback and calls it an approximation', async () => {
    const text =
      'ragstone: 1\nname: x\ndatasets: [{ use: atlas }]\nsystems: [{ use: self-rag, fallback: allow }]';
    const backend = scriptedBackend({});
    const blind = { ...backend, can: { ...backend.can, watch: { known: true, value: 'none' } as const } };
    const [system] = await resolveSystems(parseExperiment(text, 'e.yaml'), { from: '.', models: { blind } });
    expect(system).toMatchObject({
      fit: { name: 'prompted' },
      settings: { critique: 'prompted' },
      fidelity: 'approximation',
    });
  });

  test('it names its control tokens where it speaks in them', () => {
    expect(selfRag.controls?.(parse({})).generator).toHaveLength(15);
    expect(selfRag.controls?.(parse({ critique: 'prompted' }))).toEqual({});
  });

  test('prompting can be asked for by name', () => {
    expect(fit({ watch: { known: true, value: 'none' } }, { critique: 'prompted' })).toEqual({
      fits: 'full',
    });
    expect(fit({ prompts: ['text'] }, { critique: 'prompted' }).fits).toBe('refused');
  });
});

test('it is found under its name', async () => {
  expect(await findMethod('self-rag', '.')).toBe(selfRag);
});
