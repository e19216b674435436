import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds, overlaps, parseShard, parseWriter, writerOf } from '../../../src/runs/disk/shard.ts';

const shards = fc
  .integer({ min: 1, max: 9 })
  .chain((of) => fc.record({ index: fc.integer({ min: 1, max: of }), of: fc.constant(of) }));

describe('shards', () => {
  test('every question is held by exactly one part of a division', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 9 }), (question, of) => {
        const holders = Array.from({ length: of }, (_, n) => ({ index: n + 1, of })).filter((shard) =>
          holds(shard, question),
        );
        expect(holders).toHaveLength(1);
      }),
    );
  });

  test('a writer name parses back', () => {
    fc.assert(
      fc.property(shards, (shard) => {
        expect(parseWriter(writerOf(shard))).toEqual(shard);
      }),
    );
  });

  test('parts of one division do not overlap, parts of two do', () => {
    expect(overlaps({ index: 1, of: 3 }, { index: 2, of: 3 })).toBe(false);
    expect(overlaps({ index: 1, of: 3 }, { index: 2, of: 2 })).toBe(true);
  });

  test.each(['0/2', '3/2', '1', 'a/b', '1/0', '-1/2'])('%s is refused', (text) => {
    expect(() => parseShard(text)).toThrow(/give it as i\/n/);
  });
});
