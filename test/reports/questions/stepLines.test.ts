import { expect, test } from 'vitest';
import type { Step } from '../../../src/ports/step.ts';
import { shortened } from '../../../src/reports/questions/shortened.ts';
import { stepLines } from '../../../src/reports/questions/stepLines.ts';
import { passage } from '../../support/makeRun.ts';

const served = { by: 'log', key: '' } as const;

test('every kind of step becomes a line, nested ones below their heading', () => {
  const steps: readonly Step[] = [
    { kind: 'retrieve', at: 0, ms: 1, query: 'who', k: 2, found: [passage('p1', 'A'), passage('p2', '')] },
    {
      kind: 'within',
      at: 1,
      ms: 9,
      stage: 'turn',
      label: 'turn 1',
      steps: [
        { kind: 'fit', at: 1, ms: 0, role: 'reader', offered: 5, shown: 3 },
        {
          kind: 'generate',
          at: 1,
          ms: 5,
          role: 'reader',
          prompt: '',
          text: 'Paris',
          finish: 'length',
          usage: { promptTokens: 1, outputTokens: 1 },
          served,
        },
        { kind: 'embed', at: 6, ms: 1, role: 'encoder', texts: 2, served },
        { kind: 'rerank', at: 7, ms: 1, role: 'refiner', texts: 4, served },
        {
          kind: 'decide',
          at: 8,
          ms: 0,
          what: 'stop',
          chosen: 'yes',
          because: { margin: 0.512345678, passages: 12345 },
        },
        { kind: 'decide', at: 8, ms: 0, what: 'go on', chosen: 'no', because: {} },
      ],
    },
  ];
  expect(stepLines(steps).map(({ depth, what, detail }) => `${depth} ${what}: ${detail.text}`)).toEqual([
    '0 retrieve: “who” → 2 of 2: A · p2',
    '0 turn: turn 1',
    '1 fit (reader): 3 of 5 passages',
    '1 generate (reader): Paris [cut off by the limit of tokens]',
    '1 embed (encoder): 2 texts',
    '1 rerank (refiner): 4 texts',
    '1 decide: stop: yes (margin 0.5123, passages 12345)',
    '1 decide: go on: no',
  ]);
});

test('a hundred steps are shown as forty and the number of the others', () => {
  const step: Step = { kind: 'fit', at: 0, ms: 0, role: 'reader', offered: 1, shown: 1 };
  const lines = stepLines(Array.from({ length: 100 }, () => step));
  expect(lines).toHaveLength(41);
  expect(lines.at(-1)?.what).toBe('and 60 more');
});

test('text is never cut inside a character', () => {
  expect(shortened('ab😀cd', 3)).toEqual({ text: 'ab', left: 4 });
  expect(shortened('ab😀cd', 4)).toEqual({ text: 'ab😀', left: 2 });
  expect(shortened('abc', 3)).toEqual({ text: 'abc', left: 0 });
});
