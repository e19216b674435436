import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordKey } from '../../../src/runs/disk/recordKey.ts';

const keyOf = (record: unknown): unknown => {
  const { question, position } = recordKey({ text: JSON.stringify(record), offset: 0, number: 1 }, 'x.jsonl');
  return { question, position };
};

test('finds question and position whatever the texts around them hold', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(), (question, text, position) => {
      const tricky = `${text}"position":7,"warmup":true,"startedAt":"`;
      const record = {
        cell: 'a.b.c',
        question,
        text: tricky,
        slices: { x: tricky },
        position,
        warmup: false,
        startedAt: '',
        steps: [],
      };
      expect(keyOf(record)).toEqual({ question, position });
    }),
  );
});

test('reads a line that is written otherwise', () => {
  expect(keyOf({ position: 3, question: 'q', cell: 'c' })).toEqual({ question: 'q', position: 3 });
});

test('names file and line of one that is no JSON', () => {
  expect(() => recordKey({ text: '{"cell":', offset: 0, number: 4 }, 'x.jsonl')).toThrow(/x\.jsonl:4/);
});
