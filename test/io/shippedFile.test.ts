import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { shippedFile } from '../../src/io/shippedFile.ts';

describe('shippedFile', () => {
  test('a path stays as it is told', () => {
    expect(shippedFile('../some/model.gguf')).toBe('../some/model.gguf');
  });

  test('a file of the package is found from its root', () => {
    const root = path.resolve(import.meta.dirname, '../..');
    expect(shippedFile('ragstone:models/nano-reader.gguf')).toBe(path.join(root, 'models/nano-reader.gguf'));
  });

  test.each([
    'ragstone:../secret',
    'ragstone:models/../package.json',
    'ragstone:models//x',
    'ragstone:/etc/passwd',
  ])('refuses %s, which leads elsewhere', (told) => {
    expect(() => shippedFile(told)).toThrow(/ships with Ragstone/);
  });
});
