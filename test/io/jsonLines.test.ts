import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { jsonLines } from '../../src/io/jsonLines.ts';
import { lineBatches } from '../../src/io/lineBatches.ts';
import { calm, memoryFile } from './memoryFile.ts';
import { refusal } from './refusal.ts';

const line = fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\n\r]/g, ' '));

async function lines(text: string, size: number): Promise<string[]> {
  const batches = await Array.fromAsync(lineBatches(memoryFile(text, size), calm));
  return batches.flatMap((batch) => [...batch.lines]);
}

describe('lines', () => {
  it('end with \\n or \\r\\n and nothing else, wherever the chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          line.filter((text) => text !== '' && !text.startsWith('\uFEFF')),
          { minLength: 1 },
        ),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 30 }),
        async (all, end, closed, size) => {
          const text = all.join(end) + (closed ? end : '');
          expect(await lines(text, size)).toStrictEqual(all);
        },
      ),
    );
  });

  it('are not split at U+2028, U+2029, U+0085 or form feeds', async () => {
    expect(await lines('a\u2028b\u2029c\u0085d\ff\nsecond', 2)).toStrictEqual([
      'a\u2028b\u2029c\u0085d\ff',
      'second',
    ]);
  });

  it('may be empty', async () => {
    expect(await lines('\n\na\n\n', 1)).toStrictEqual(['', '', 'a', '']);
    expect(await lines('', 1)).toStrictEqual([]);
  });

  it('lose a byte order mark at the beginning only', async () => {
    expect(await lines('\uFEFFa\n\uFEFFb', 1)).toStrictEqual(['a', '\uFEFFb']);
  });

  it('know the number of the first of a batch', async () => {
    const batches = await Array.fromAsync(lineBatches(memoryFile('a\nb\nc\nd', 3), calm));
    expect(batches.map(({ first, lines: some }) => [first, some.length])).toStrictEqual([
      [1, 1],
      [2, 2],
      [4, 1],
    ]);
  });
});

describe('JSON Lines', () => {
  it('give values with line numbers and pass over blank lines', async () => {
    const found = await Array.fromAsync(jsonLines(memoryFile('{"a":1}\r\n\n  \n[2]\r\n3'), calm));
    expect(found.map(({ value, place }) => [value, place.line])).toStrictEqual([
      [{ a: 1 }, 1],
      [[2], 4],
      [3, 5],
    ]);
  });

  it('name file and line of what is not JSON', async () => {
    const error = await refusal(jsonLines(memoryFile('{"a":1}\n{"a":}\n'), calm));
    expect(error.code).toBe('bad-record');
    expect(error.message).toMatch(/^made:2: This is not valid JSON/);
  });

  it('name line and byte of invalid UTF-8, whatever the chunks', async () => {
    const bytes = Buffer.concat([Buffer.from('"é"\n"ü"\n"a'), Buffer.from([0xc3]), Buffer.from('"\n"z"\n')]);
    for (let size = 1; size <= bytes.length; size++) {
      const { code, place } = await refusal(jsonLines(memoryFile(bytes, size), calm));
      expect({ code, ...place }).toStrictEqual({ code: 'bad-record', file: 'made', line: 3, byte: 12 });
    }
  });

  it('stop when asked to', async () => {
    const { diskFile } = await import('../../src/io/diskFile.ts');
    const file = diskFile(import.meta.filename, 'this', 'this');
    const stop = AbortSignal.abort(new Error('enough'));
    await expect(Array.fromAsync(jsonLines(file, stop))).rejects.toThrow('enough');
  });
});
