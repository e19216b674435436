import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../src/runs/experiment/readExperiment.ts';

const smallest = `ragstone: 1
name: small
datasets:
  - use: atlas
systems:
  - { use: extractive }
`;

function fault(text: string): string {
  try {
    parseExperiment(text, 'e.yaml');
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  throw new Error('The text was accepted.');
}

describe('parseExperiment', () => {
  test('fills in the defaults', () => {
    expect(parseExperiment(smallest, 'e.yaml')).toMatchObject({
      seed: 42,
      repeats: 1,
      concurrency: 1,
      environments: ['original'],
      score: ['native'],
      retrievers: {},
      systems: [{ use: 'extractive', settings: {}, roles: {}, fallback: 'refuse' }],
    });
  });

  test.each(['default', 'full', 'extractive'])('accepts the shipped %s.yaml', async (name) => {
    const text = await readFile(`experiments/${name}.yaml`, 'utf8');
    expect(parseExperiment(text, `${name}.yaml`).reference).toBe(
      name === 'extractive' ? 'extractive-top-5' : 'standard-rag',
    );
  });

  test('names line, column and the nearest key for a key that it does not know', () => {
    expect(fault(smallest.replace('name: small', 'name: small\nrepeat: 3'))).toBe(
      'e.yaml:3:1: unknown key "repeat"; did you mean "repeats"?',
    );
  });

  test('finds a wrong key inside a list', () => {
    expect(fault(smallest.replace('{ use: extractive }', '{ use: extractive, setings: {} }'))).toBe(
      'e.yaml:6:24: unknown key "setings" in systems.0; did you mean "settings"?',
    );
  });

  test('names the place of a value of the wrong kind', () => {
    expect(fault(smallest + 'seed: many\n')).toMatch(/^e\.yaml:7:7: seed: .*expected number/);
  });

  test('says what is missing', () => {
    expect(fault('ragstone: 1\nname: x\nsystems: [{use: a}]\n')).toMatch(/^e\.yaml:1:1: datasets: /);
  });

  test('reports every fault, each with its place', () => {
    expect(
      fault(smallest.replace('name: small', 'name: small\nnmae: x') + 'sede: 1\n').split('\n'),
    ).toHaveLength(2);
  });

  test('finds the wrong key in an environment', () => {
    expect(fault(smallest + 'environments: [original, { reword: typos, sead: 3 }]\n')).toBe(
      'e.yaml:7:43: unknown key "sead" in environments.1; did you mean "seed"?',
    );
  });

  test('names line and column of broken YAML', () => {
    expect(fault('ragstone: 1\nname: [x\n')).toMatch(/^e\.yaml:[23]:\d+: /);
  });

  test('refuses ids that could not be part of a file name', () => {
    expect(fault(smallest.replace('{ use: extractive }', '{ id: ../x, use: extractive }'))).toMatch(
      /^e\.yaml:6:11: systems\.0\.id: an id is made of/,
    );
  });

  test('refuses another version of the format', () => {
    expect(fault(smallest.replace('ragstone: 1', 'ragstone: 2'))).toMatch(/^e\.yaml:1:11: ragstone: /);
  });

  test.each(['', 'just text', '- a list'])('refuses %j', (text) => {
    expect(fault(text)).toMatch(/^e\.yaml:/);
  });
});

describe('a server', () => {
  const withServer = (members: string): string =>
    smallest.replace('datasets:', `servers:\n  local: { ${members} }\ndatasets:`);

  test('is an address or a model file, and not both', () => {
    expect(parseExperiment(withServer('gguf: m.gguf, threads: 1'), 'e.yaml').servers).toEqual({
      local: { gguf: 'm.gguf', threads: 1 },
    });
    const either = /e\.yaml:4:\d+: .*either an `address` or a `gguf` file/;
    expect(fault(withServer('concurrency: 4'))).toMatch(either);
    expect(fault(withServer('gguf: m.gguf, address: "http://localhost:1"'))).toMatch(either);
  });

  test('has only what goes with its kind', () => {
    expect(fault(withServer('gguf: m.gguf, timeout: 3s'))).toMatch(/`timeout` goes with an `address`/);
    expect(fault(withServer('address: "http://localhost:1", threads: 2'))).toMatch(
      /`threads` goes with a `gguf` file/,
    );
  });
});
