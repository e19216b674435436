import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { siblingModule } from '../../../src/io/siblingModule.ts';
import { readJournal } from '../../../src/retrieval/dense/vectorJournal.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { wordVector } from './wordEncoder.ts';

const count = 2000;

it('survives being killed again and again: nothing is lost but what was on its way', async () => {
  await using parent = await temporaryFolder();
  const folder = path.join(parent.path, 'index');
  await mkdir(folder);
  let kills = 0;
  while (!(await buildFor(folder, kills < 3))) kills++;
  expect(kills).toBe(3);
  const bytes = await readFile(path.join(folder, 'vectors.f32'));
  const vectors = new Float32Array(Uint8Array.from(bytes).buffer);
  for (let position = 0; position < count; position++) {
    const expected = wordVector(`text number ${position}`, 8);
    expect(vectors.subarray(position * 8, position * 8 + 8)).toStrictEqual(expected);
  }
  const asked = (await readFile(path.join(parent.path, 'asked.txt'), 'utf8')).split('\n').slice(0, -1);
  const passages = asked.filter((text) => text.startsWith('text'));
  expect(new Set(passages).size).toBe(count);
  // What was asked for since the last second's end is asked for again: 2 × 5 texts in 20 ms at the fastest.
  expect(passages.length - count).toBeLessThan(3 * 100);
});

/** Builds until the end (true), or until it is killed a little after its journal has told of further vectors. */
async function buildFor(folder: string, kill: boolean): Promise<boolean> {
  const script = siblingModule(import.meta.url, 'slowBuild');
  const before = await safe(folder);
  const child = spawn(process.execPath, [script.pathname, folder, String(count)], { stdio: 'inherit' });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.on('close', (code, by) => resolve(by ?? code));
  });
  if (kill) {
    while ((await safe(folder)) <= before && child.exitCode === null) await sleep(10);
    await sleep(Math.random() * 100);
    child.kill('SIGKILL');
  }
  const end = await ended;
  if (end === 0) return true;
  expect(end).toBe('SIGKILL');
  return false;
}

async function safe(folder: string): Promise<number> {
  return (await readJournal(path.join(folder, 'vectors.jsonl')))?.entry.vectors ?? 0;
}
