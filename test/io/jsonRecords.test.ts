import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { jsonRecords } from '../../src/io/jsonRecords.ts';
import { calm, memoryFile } from './memoryFile.ts';
import { refusal } from './refusal.ts';

const chunkSize = fc.integer({ min: 1, max: 40 });
const indent = fc.constantFrom(undefined, 2, '\t');

async function values(text: string | Uint8Array, size = 1024, at?: string): Promise<unknown[]> {
  const found = await Array.fromAsync(jsonRecords(memoryFile(text, size), calm, at));
  return found.map(({ value }) => value);
}

/** What JSON keeps of a value: no `-0`. */
function kept(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

describe('elements of a JSON file', () => {
  it('come as JSON.parse gives them, wherever the chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), indent, chunkSize, async (list, space, size) => {
        expect(await values(JSON.stringify(list, null, space), size)).toStrictEqual(kept(list));
      }),
    );
  });

  it('come with their keys from an object', async () => {
    const objects = fc.dictionary(
      fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__'),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(objects, indent, chunkSize, async (object, space, size) => {
        const text = JSON.stringify(object, null, space);
        const found = await Array.fromAsync(jsonRecords(memoryFile(text, size), calm));
        const entries = found.map(({ key, value }) => [key, value]);
        expect(entries).toStrictEqual(Object.entries(JSON.parse(text) as object));
      }),
    );
  });

  it('come from the list at a key, whatever lies around it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { minLength: 1 }),
        fc.jsonValue(),
        indent,
        chunkSize,
        async (list, other, space, size) => {
          const text = JSON.stringify(
            { before: other, 'da"ta': other, data: list, after: other },
            null,
            space,
          );
          expect(await values(text, size, 'data')).toStrictEqual(kept(list));
        },
      ),
    );
  });

  it('survive escapes and brackets inside strings at every chunk size', async () => {
    const text = String.raw`[{"a\"]}":"\\"},"]","}\\\"[",["\u2028,\ud83d\ude00"]]`;
    for (let size = 1; size <= text.length; size++) {
      expect(await values(text, size)).toStrictEqual(JSON.parse(text));
    }
  });

  it('know their number and where they begin', async () => {
    const found = await Array.fromAsync(jsonRecords(memoryFile('[ 1,\n  "é", {"a": 2} ]'), calm));
    expect(found.map(({ place }) => [place.record, place.byte])).toStrictEqual([
      [1, 2],
      [2, 7],
      [3, 13],
    ]);
  });

  it('may follow a byte order mark', async () => {
    const found = await Array.fromAsync(jsonRecords(memoryFile('\uFEFF[7]', 1), calm));
    expect(found).toMatchObject([{ value: 7, place: { byte: 4 } }]);
  });

  it('are none in an empty list', async () => {
    expect(await values('[ ]')).toStrictEqual([]);
    expect(await values('{}')).toStrictEqual([]);
    expect(await values('{"data": []}', 3, 'data')).toStrictEqual([]);
  });
});

describe('a damaged JSON file', () => {
  it('is refused wherever it is cut short', async () => {
    const text = '{"version": 1, "data": [{"a": [1, 2]}, {"b": "x"}], "end": {}}';
    for (let length = 0; length < text.length; length++) {
      expect((await refusal(jsonRecords(memoryFile(text.slice(0, length), 7), calm, 'data'))).code).toBe(
        'bad-record',
      );
    }
  });

  it.each([
    ['[1, 2,]', 3],
    ['[1,, 2]', 2],
    ['{"a": 1, }', 2],
    ['{"a"}', 1],
    ['{"a": 1 "b": 2}', 1],
    ['[1, {"a": ]', 2],
    ['[1, 2}', 2],
    ['[1, nope]', 2],
  ])('names the record: %s', async (text, record) => {
    const { code, place } = await refusal(jsonRecords(memoryFile(text), calm));
    expect({ code, record: place?.record }).toStrictEqual({ code: 'bad-record', record });
  });

  it.each(['[1] [2]', '[1] x', '{} }', 'true', '"text"', '1, 2'])(
    'is refused as a whole: %s',
    async (text) => {
      expect((await refusal(jsonRecords(memoryFile(text), calm))).code).toBe('bad-record');
    },
  );

  it('names record and byte of invalid UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('["ok", "a'), Buffer.from([0xff]), Buffer.from('b"]')]);
    for (const size of [1, 5, 100]) {
      const { code, place } = await refusal(jsonRecords(memoryFile(bytes, size), calm));
      expect({ code, ...place }).toMatchObject({ code: 'bad-record', record: 2, byte: 9 });
    }
  });

  it('says which key is missing', async () => {
    const error = await refusal(jsonRecords(memoryFile('{"Data": []}'), calm, 'data'));
    expect(error.code).toBe('bad-file');
    expect(error.message).toContain('"data"');
  });
});
