import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockWriter } from '../../../src/runs/disk/lockWriter.ts';
import { wholeRun } from '../../../src/runs/disk/shard.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('lockWriter', () => {
  test('lets one writer in and the next after it', async () => {
    const folder = await temporaryFolder();
    const lock = await lockWriter(folder, wholeRun);
    await expect(lockWriter(folder, wholeRun)).rejects.toMatchObject({ code: 'locked' });
    await lock[Symbol.asyncDispose]();
    await using again = await lockWriter(folder, wholeRun);
    expect(again).toBeDefined();
  });

  test('lets different parts of one division write side by side', async () => {
    const folder = await temporaryFolder();
    await using first = await lockWriter(folder, { index: 1, of: 2 });
    await using second = await lockWriter(folder, { index: 2, of: 2 });
    expect([first, second]).toHaveLength(2);
    expect(await readdir(folder)).toEqual(['s1of2.lock', 's2of2.lock']);
  });

  test('refuses parts of another division, which would share questions', async () => {
    const folder = await temporaryFolder();
    await using lock = await lockWriter(folder, { index: 1, of: 2 });
    await expect(lockWriter(folder, { index: 2, of: 3 })).rejects.toThrow(/is writing the run/);
    await expect(lockWriter(folder, wholeRun)).rejects.toThrow(/remove s1of2\.lock/);
    expect(lock).toBeDefined();
  });

  test('takes over from a process that is gone', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      path.join(folder, 'main.lock'),
      JSON.stringify({ pid: await deadPid(), host: hostname() }),
    );
    await using lock = await lockWriter(folder, wholeRun);
    expect(lock).toBeDefined();
  });

  test('trusts the lock of another machine', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'main.lock'), JSON.stringify({ pid: 1, host: 'elsewhere' }));
    await expect(lockWriter(folder, wholeRun)).rejects.toThrow(/process 1 on elsewhere/);
  });
});
