import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sseEvents } from '../../../src/backends/http/sseEvents.ts';

async function* cut(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    yield bytes.subarray(from, to);
    from = to;
  }
}

function read(text: string, cuts: readonly number[] = []): Promise<readonly string[]> {
  return Array.fromAsync(sseEvents(cut(new TextEncoder().encode(text), cuts)));
}

describe('server-sent events', () => {
  test.each([
    ['data: a\n\ndata:b\n\n', ['a', 'b']],
    ['data: a\ndata: b\n\n', ['a\nb']],
    [': ping\n\nevent: x\ndata: a\nid: 1\n\n', ['a']],
    ['data\n\n', ['']],
    ['data: cut off', []],
    ['data: a\n', []],
    ['\n\n', []],
    ['data: a\r\rdata: b\r\r', ['a', 'b']],
  ])('%j is %j', async (text, events) => {
    expect(await read(text)).toEqual(events);
  });

  test('are the same wherever the chunks are cut', async () => {
    const end = fc.constantFrom('\n', '\r', '\r\n');
    const line = fc.constantFrom('data: héllo 🙂', 'data:', 'data: {"a":1}', ': comment', 'event: x', '');
    const text = fc
      .tuple(fc.array(line, { maxLength: 12 }), end)
      .map(([lines, eol]) => lines.map((each) => each + eol).join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(), { maxLength: 8 }), async (stream, places) => {
        const { length } = new TextEncoder().encode(stream);
        const cuts = places.map((place) => place % (length + 1)).sort((a, b) => a - b);
        expect(await read(stream, cuts)).toEqual(await read(stream));
      }),
    );
  });

  test('are the same cut at each single byte', async () => {
    const stream = 'data: é🙂\r\n\r\ndata: b\r\r: x\n\ndata: c\ndata: d\n\n';
    const { length } = new TextEncoder().encode(stream);
    expect(
      await read(
        stream,
        Array.from({ length }, (_, at) => at),
      ),
    ).toEqual(['é🙂', 'b', 'c\nd']);
  });

  test('that are not UTF-8 are malformed', async () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('data: '), 0xff, 10, 10]);
    await expect(Array.fromAsync(sseEvents(cut(bytes, [])))).rejects.toMatchObject({
      input: { fault: 'malformed' },
    });
    const half = Uint8Array.from([...new TextEncoder().encode('data: a\n\n'), 0xc3]);
    await expect(Array.fromAsync(sseEvents(cut(half, [])))).rejects.toMatchObject({
      input: { fault: 'malformed' },
    });
  });
});
