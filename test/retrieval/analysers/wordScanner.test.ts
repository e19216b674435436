import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { Analyser } from '../../../src/retrieval/analysers/analyser.ts';
import { english1 } from '../../../src/retrieval/analysers/english1.ts';
import { simple1 } from '../../../src/retrieval/analysers/simple1.ts';
import { whitespace1 } from '../../../src/retrieval/analysers/whitespace1.ts';
import { wordScanner } from '../../../src/retrieval/analysers/wordScanner.ts';
import { unitsText } from '../../../src/retrieval/arrays/unitsText.ts';

function scanned(scan: ReturnType<typeof wordScanner>, text: string): readonly string[] {
  const { count, units, starts, ends } = scan(text);
  return Array.from({ length: count }, (_, word) => unitsText(units.subarray(starts[word], ends[word])));
}

const joiners = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'Z', '9', '_', '.', "'", ':', ',', ';', '"', '-'),
    minLength: 1,
    maxLength: 5,
  }),
  fc.constantFrom("'s", '1.5', 'a.b', '__', ' ', '\n', '\t', '!'),
);
const unusual = fc.constantFrom(
  'é',
  'ß',
  'İ',
  'Σ',
  'ς',
  '\u0301',
  '\u200D',
  '\u00AD',
  '中',
  'ก',
  '😀',
  '©',
  '\u2028',
  '\u00A0',
  '\uD800',
);
const text = fc
  .array(fc.oneof({ weight: 6, arbitrary: joiners }, unusual, fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

const withoutAscii: Analyser = { ...english1, ascii: undefined } as Omit<Analyser, 'ascii'>;

it.each([english1, simple1, whitespace1, { ...withoutAscii, name: 'slow@1' }])(
  'finds the words that $name finds',
  (analyser) => {
    const scan = wordScanner(analyser);
    fc.assert(
      fc.property(text, (asked) => {
        expect(scanned(scan, asked)).toStrictEqual([...analyser.words(asked)]);
      }),
      { numRuns: 2000 },
    );
  },
);

it('cuts every pair and triple of ASCII characters as english@1 does', () => {
  const scan = wordScanner(english1);
  const characters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  const some = ['a', 'B', '7', '_', '.', "'", ':', ',', ' '];
  for (const first of characters) {
    for (const second of characters) {
      for (const asked of [first + second, ...some.map((third) => first + second + third)]) {
        if (scanned(scan, asked).join('|') !== english1.words(asked).join('|')) {
          expect(scanned(scan, asked), JSON.stringify(asked)).toStrictEqual(english1.words(asked));
        }
      }
    }
  }
});

it('reads words that are longer than any, and texts longer than the last', () => {
  const scan = wordScanner(english1);
  for (const asked of ['x'.repeat(600), `${'word '.repeat(3000)}end.`, `a ${'é'.repeat(5000)} b`]) {
    expect(scanned(scan, asked)).toStrictEqual([...english1.words(asked)]);
  }
  const other = wordScanner(whitespace1);
  const long = 'y'.repeat(100_000);
  expect(scanned(other, `a ${long} b`)).toStrictEqual(['a', long, 'b']);
});

it('gives equal words equal hashes, however they were read', () => {
  const { count, hashes } = wordScanner(english1)('Cafe x café cafe CAFÉ');
  expect(count).toBe(5);
  expect(hashes[0]).toBe(hashes[3]);
  expect(hashes[2]).toBe(hashes[4]);
});
