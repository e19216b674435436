import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { delimitedRecords } from '../../src/io/delimitedRecords.ts';
import { calm, memoryFile } from './memoryFile.ts';
import { refusal } from './refusal.ts';

const cell = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\r', ' ')),
  fc.constantFrom('"', '""', 'a\tb', 'a\nb', '', ' x '),
);

describe('rows of a table', () => {
  it.each(['\t', ','])(
    'come back as they were written, cells with newlines included (%j)',
    async (delimiter) => {
      const rows = fc.array(fc.record({ id: cell.filter((text) => text !== ''), text: cell }), {
        minLength: 1,
      });
      await fc.assert(
        fc.asyncProperty(rows, fc.integer({ min: 1, max: 30 }), async (made, size) => {
          const text = stringify(made, { header: true, delimiter, quoted: true });
          const found = await Array.fromAsync(delimitedRecords(memoryFile(text, size), calm, { delimiter }));
          expect(found.map(({ value }) => value)).toEqual(made);
        }),
      );
    },
  );

  it('may end with \\r\\n and follow a byte order mark', async () => {
    const file = memoryFile('\uFEFFa\tb\r\n1\t2\r\n3\t"4 ""x"""\r\n', 3);
    const found = await Array.fromAsync(delimitedRecords(file, calm, { delimiter: '\t' }));
    expect(found).toStrictEqual([
      { value: { a: '1', b: '2' }, place: { file: 'made', line: 2 } },
      { value: { a: '3', b: '4 "x"' }, place: { file: 'made', line: 3 } },
    ]);
  });

  it('may have quotes that mean nothing', async () => {
    const file = memoryFile('a\tb\n"1\t2"\n');
    const found = await Array.fromAsync(delimitedRecords(file, calm, { delimiter: '\t', quote: false }));
    expect(found[0]?.value).toStrictEqual({ a: '"1', b: '2"' });
  });

  it('are refused with the line when columns are missing or a quote is open', async () => {
    for (const text of ['a\tb\n1\t2\n3\n', 'a\tb\n1\t2\n3\t"4\n']) {
      const { code, place } = await refusal(delimitedRecords(memoryFile(text), calm, { delimiter: '\t' }));
      expect(code).toBe('bad-record');
      expect(place).toMatchObject({ file: 'made', line: expect.any(Number) as number });
    }
  });

  it('are refused when they are not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('a\tb\n1\t'), Buffer.from([0x80]), Buffer.from('\n')]);
    const { place } = await refusal(delimitedRecords(memoryFile(bytes), calm, { delimiter: '\t' }));
    expect(place).toStrictEqual({ file: 'made', line: 2, byte: 6 });
  });
});
