import { expect, test } from 'vitest';
import type { CatalogFile } from '../../../src/datasets/catalog/catalogSchema.ts';
import { readableBytes } from '../../../src/datasets/catalog/readableBytes.ts';
import { sizeOf } from '../../../src/datasets/catalog/sizeOf.ts';

const sources: CatalogFile['sources'] = [{ url: 'https://example.org/x' }];

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [46_320_117, '46.3 MB'],
  [4_694_541_059, '4.69 GB'],
  [2e15, '2000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(readableBytes(bytes)).toBe(text);
});

test('sizes of files are said as far as they are known', () => {
  const file = { name: 'a', sha256: 'unknown' as const, sources };
  const archives = {
    all: {
      name: 'all.zip',
      bytes: 633_000_000,
      sha256: 'unknown' as const,
      sources: [{ url: 'https://example.org' }],
    },
  };
  expect(
    sizeOf([
      { ...file, bytes: 1000 },
      { ...file, bytes: 500 },
    ]),
  ).toBe('1.5 kB');
  expect(sizeOf([{ ...file, bytes: 'unknown' }])).toBe('unknown size');
  expect(
    sizeOf([
      { ...file, bytes: 'unknown', about: '3 MB' },
      { ...file, bytes: 500 },
    ]),
  ).toBe('about 3 MB + 500 B');
  const inside: CatalogFile = { ...file, bytes: 'unknown', sources: [{ archive: 'all', member: 'a' }] };
  expect(sizeOf([inside], archives)).toBe('in an archive of 633 MB');
  expect(sizeOf([{ ...file, bytes: 'unknown', sources: [{ packaged: 'datasets/a' }] }])).toBe('built in');
});
