import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ndjsonLines } from '../../../src/backends/http/ndjsonLines.ts';

async function* chunked(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const size of sizes) yield bytes.subarray(from, (from += size));
  yield bytes.subarray(from);
}

async function linesOf(text: string | Uint8Array, sizes: readonly number[] = []): Promise<readonly string[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return Array.fromAsync(ndjsonLines(chunked(bytes, sizes)));
}

test('are the same wherever the chunks are cut', async () => {
  const text = '{"a":"é"}\n\n{"b":"😀"}\r\n{"c":1}';
  const whole = await linesOf(text);
  expect(whole.map((line) => JSON.parse(line) as unknown)).toEqual([{ a: 'é' }, { b: '😀' }, { c: 1 }]);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(8)), async (sizes) => {
      expect(await linesOf(text, sizes)).toEqual(whole);
    }),
  );
});

test('a last line without an end is told', async () => {
  expect(await linesOf('{"a":1}\n{"b')).toEqual(['{"a":1}', '{"b']);
});

test.each([
  [Uint8Array.of(0x7b, 0xff, 0x7d)],
  // Half of a character at the end.
  [Uint8Array.of(0x7b, 0xc3)],
])('bytes that are not UTF-8 are malformed', async (bytes) => {
  await expect(linesOf(bytes)).rejects.toMatchObject({ code: 'backend', input: { fault: 'malformed' } });
});
