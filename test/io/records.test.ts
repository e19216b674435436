import { describe, expect, it } from 'vitest';

import { diskFile } from '../../src/io/diskFile.ts';
import { records } from '../../src/io/records.ts';
import { calm, memoryFile } from './memoryFile.ts';
import { refusal } from './refusal.ts';
import { temporaryFolder } from './temporaryFolder.ts';

async function values(text: string): Promise<unknown[]> {
  const found = await Array.fromAsync(records(memoryFile(text), calm));
  return found.map(({ value }) => value);
}

describe('records', () => {
  it('are the same from an array and from lines, told apart by content', async () => {
    const expected = [{ a: 1 }, { b: [2] }];
    expect(await values('{"a":1}\n{"b":[2]}')).toStrictEqual(expected);
    expect(await values(' [{"a":1},\n{"b":[2]}]')).toStrictEqual(expected);
    expect(await values('\uFEFF\n{"a":1}\r\n\r\n{"b":[2]}\r\n')).toStrictEqual(expected);
  });

  it.each(['plain words', '{\n  "a": 1\n}', '"text"', '12'])('are not in %j', async (text) => {
    const { code, message } = await refusal(records(memoryFile(text), calm));
    expect(code).toBe('bad-file');
    expect(message).toContain('This is no list of records');
  });

  it('are not in an empty file', async () => {
    expect((await refusal(records(memoryFile(' \n'), calm))).message).toBe('made: The file is empty.');
  });

  it('are refused from Parquet that is damaged, or inside an archive', async () => {
    await using folder = await temporaryFolder();
    const path = await folder.write('a.parquet', `PAR1${'x'.repeat(100)}PAR1`);
    expect((await refusal(records(diskFile(path, 'a', 'a.parquet'), calm))).code).toBe('bad-file');
    expect((await refusal(records(memoryFile('PAR1'), calm))).message).toContain('unpack it first');
  });
});
