import { appendFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendedLines } from '../../../src/runs/disk/appendedLines.ts';
import { openAppendLog } from '../../../src/runs/disk/openAppendLog.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

async function linesOf(file: string): Promise<readonly string[]> {
  return Array.fromAsync(appendedLines(file), (line) => line.text);
}

describe('openAppendLog', () => {
  test('writes one line a value, in the order of the calls', async () => {
    const file = path.join(await temporaryFolder(), 'log.jsonl');
    await using log = await openAppendLog(file);
    await Promise.all([log.append({ n: 1 }), log.append({ n: 2 }), log.append({ n: 3 })]);
    expect(await readFile(file, 'utf8')).toBe('{"n":1}\n{"n":2}\n{"n":3}\n');
  });

  test('has a line on disk when its call resolves, however many come at once and in between', async () => {
    const file = path.join(await temporaryFolder(), 'log.jsonl');
    await using log = await openAppendLog(file);
    const seen: boolean[] = [];
    const append = async (n: number): Promise<void> => {
      await log.append({ n });
      seen.push((await linesOf(file)).includes(`{"n":${n}}`));
      if (n < 40) await append(n + 10);
    };
    await Promise.all(Array.from({ length: 10 }, (_, n) => append(n)));
    expect(seen).toEqual(Array.from({ length: 50 }, () => true));
    expect(new Set(await linesOf(file)).size).toBe(50);
  });

  test('cuts off a last line that was torn, wherever the tear is', async () => {
    const folder = await temporaryFolder();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { maxLength: 5 }), fc.nat(200), async (values, cut) => {
        const whole = values.map((value) => `${JSON.stringify({ value })}\n`).join('');
        const bytes = Buffer.from(whole);
        const kept = bytes.subarray(0, Math.min(cut, bytes.length));
        const file = path.join(folder, 'torn.jsonl');
        await writeFile(file, kept);
        const log = await openAppendLog(file);
        await log.append('after');
        await log[Symbol.asyncDispose]();
        const complete = kept.toString('utf8').split('\n').slice(0, -1);
        expect(await linesOf(file)).toEqual([...complete, '"after"']);
      }),
      { numRuns: 60 },
    );
  });

  test('finds the tear behind a line longer than a block', async () => {
    const file = path.join(await temporaryFolder(), 'long.jsonl');
    await writeFile(file, `"whole"\n"${'x'.repeat(300_000)}`);
    await using log = await openAppendLog(file);
    await log.append('after');
    expect(await linesOf(file)).toEqual(['"whole"', '"after"']);
  });

  test('says that the disk is full, and loses nothing', async () => {
    const folder = await temporaryFolder();
    await symlink('/dev/full', path.join(folder, 'full.jsonl'));
    const log = await openAppendLog(path.join(folder, 'full.jsonl'));
    await expect(log.append({ n: 1 })).rejects.toThrow(
      /full\.jsonl: the disk is full\. What was written before is safe/,
    );
    const both = await Promise.allSettled([log.append({ n: 2 }), log.append({ n: 3 })]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await log[Symbol.asyncDispose]();
  });

  test('says which file cannot be opened', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'folder.jsonl'));
    await expect(openAppendLog(path.join(folder, 'folder.jsonl'))).rejects.toMatchObject({ code: 'storage' });
  });
});

describe('appendedLines', () => {
  test('leaves out a torn last line and numbers lines from 1', async () => {
    const file = path.join(await temporaryFolder(), 'log.jsonl');
    await writeFile(file, '"a"\n"ä"\n"torn');
    await appendFile(file, ' further');
    expect(await Array.fromAsync(appendedLines(file))).toEqual([
      { text: '"a"', offset: 0, number: 1 },
      { text: '"ä"', offset: 4, number: 2 },
    ]);
  });
});
