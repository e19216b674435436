import { expect, test } from 'vitest';
import { chooseFiles } from '../../../src/backends/hub/chooseFiles.ts';
import { splitParts } from '../../../src/backends/hub/splitParts.ts';

const address = { repo: 'a/b', revision: 'v1' };
const files = [
  { path: 'README.md', bytes: 12 },
  { path: 'm-Q4.gguf', bytes: 4_000_000_000 },
  { path: 'big/m-00001-of-00002.gguf', bytes: 10 },
  { path: 'big/m-00002-of-00002.gguf', bytes: 9 },
  { path: 'a[1].bin', bytes: 1 },
];
const chosen = (path: string | undefined, include: readonly string[] = []): readonly string[] =>
  chooseFiles({ ...address, ...(path !== undefined && { path }) }, files, include).map((file) => file.path);

test('a path is one file, or all parts of one', () => {
  expect(chosen('m-Q4.gguf')).toEqual(['m-Q4.gguf']);
  const parts = ['big/m-00001-of-00002.gguf', 'big/m-00002-of-00002.gguf'];
  expect(chosen('big/m-00001-of-00002.gguf')).toEqual(parts);
  expect(chosen('big/m-00002-of-00002.gguf')).toEqual(parts);
});

test('patterns are those of the hub: a star crosses slashes, a folder is all in it', () => {
  expect(chosen(undefined, ['*.gguf'])).toHaveLength(3);
  expect(chosen(undefined, ['big/'])).toHaveLength(2);
  expect(chosen(undefined, ['README.md', 'm-Q?.gguf'])).toEqual(['README.md', 'm-Q4.gguf']);
  expect(chosen(undefined, ['a[1].*'])).toEqual(['a[1].bin']);
  expect(chosen(undefined, ['*'])).toHaveLength(5);
});

test('a path that is not there is refused with the nearest one and the GGUF files with their sizes', () => {
  expect(() => chosen('m-Q5.gguf')).toThrow(
    expect.objectContaining({
      code: 'unknown-name',
      message: expect.stringMatching(
        /hf:a\/b@v1\/m-Q5\.gguf is not there; did you mean "m-Q4\.gguf"\? Its GGUF files:\n {2}hf:a\/b@v1\/m-Q4\.gguf {2}4 GB\n/,
      ) as string,
    }) as Error,
  );
});

test('no path and no pattern is refused with the list, a pattern without a match as well', () => {
  expect(() => chosen(undefined)).toThrow(/^hf:a\/b@v1 names no file\. Its GGUF files:/);
  expect(() => chosen(undefined, ['*.onnx'])).toThrow(/holds nothing like \*\.onnx\. Its GGUF files/);
  expect(() => chooseFiles(address, files.slice(0, 1))).toThrow(
    /no GGUF files\. Its files:\n {2}hf:a\/b@v1\/README\.md/,
  );
});

test('a part that the repository lacks is named', () => {
  expect(() => chooseFiles({ ...address, path: files[2]?.path ?? '' }, files.slice(0, 3))).toThrow(
    /m-00002-of-00002\.gguf is not there/,
  );
});

test('a file that is no part is its only part', () => {
  expect(splitParts('x/m.gguf')).toEqual(['x/m.gguf']);
  expect(splitParts('m-00001-of-00000.gguf')).toEqual(['m-00001-of-00000.gguf']);
  expect(splitParts('m-00001-of-00003.gguf')).toHaveLength(3);
});
