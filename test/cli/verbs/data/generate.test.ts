import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { generate } from '../../../../src/cli/verbs/data/generate.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'generate-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function ragstoneData(...flags: readonly string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const data = new Command('data');
  generate(data);
  for (const command of data.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
  await data.parseAsync(['generate', ...flags], { from: 'user' });
  return printed.join('\n');
}

describe('ragstone data generate', () => {
  it('writes the files and says what is in them', async () => {
    const sizes = ['--articles', '260', '--questions', '20', '--seed', '4'];
    const printed = await ragstoneData('atlas', ...sizes, '--out', folder);
    expect(printed).toMatch(/260 articles and 20 questions \(4 one-hop, 6 bridge.*of seed 4/);
    expect((await readdir(folder)).sort()).toEqual(['card.json', 'corpus.jsonl', 'questions.jsonl']);
    const card: unknown = JSON.parse(await readFile(path.join(folder, 'card.json'), 'utf8'));
    expect(card).toMatchObject({ dataset: 'atlas', seed: 4, articles: 260, questions: 20 });
  });

  it.each([
    { flags: ['atlas', '--articles', 'many'], says: /whole number/ },
    { flags: ['atlas', '--articles', '0'], says: /whole number of 1 or more/ },
    { flags: ['atlas', '--seed', '-1'], says: /whole number of 0 or more/ },
    { flags: ['globe'], says: /Known: atlas/ },
  ])('refuses $flags', async ({ flags, says }) => {
    await expect(ragstoneData(...flags, '--out', folder)).rejects.toThrow(says);
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses to write nowhere', async () => {
    await expect(ragstoneData('atlas')).rejects.toThrow(/--out/);
  });
});
