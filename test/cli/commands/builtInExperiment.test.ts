import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtInExperiment } from '../../../src/cli/commands/builtInExperiment.ts';

const chosen = (flags: Parameters<typeof builtInExperiment>[0], hasEngine = true): string =>
  path.basename(builtInExperiment(flags, () => hasEngine).file);

describe('builtInExperiment', () => {
  test('runs the nano models where nothing else is asked for', () => {
    expect(chosen({})).toBe('default.yaml');
    expect(chosen({ dataset: ['atlas'] })).toBe('default.yaml');
  });

  test('runs all of it with --full', () => {
    expect(chosen({ full: true })).toBe('full.yaml');
  });

  test.each([
    { dataset: ['hotpotqa=dev.json'] },
    { systems: 'extractive' },
    { model: 'q=http://127.0.0.1:1/v1' },
  ])('needs no model of its own with %o', (flags) => {
    expect(chosen(flags)).toBe('extractive.yaml');
    expect(() => builtInExperiment({ ...flags, full: true })).toThrow(/--full is the built-in comparison/);
  });

  test('without the engine it says what is missing and what to install', () => {
    const { file, said } = builtInExperiment({}, () => false);
    expect(path.basename(file)).toBe('extractive.yaml');
    expect(said).toContain('npm install node-llama-cpp@3.22.1');
  });
});
