import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { generate } from '../../../../src/cli/verbs/data/generate.ts';
import { trainingFiles } from '../../../../src/training/trainingPlan.ts';

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
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
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
    { flags: ['atlas', '--training', 'writer'], says: /Known: reader, closed-book/ },
    { flags: ['atlas', '--wording', 'new'], says: /Known: train, held-out/ },
    { flags: ['atlas', '--training', 'reader', '--articles', '9'], says: /--articles is for a world/ },
    { flags: ['atlas', '--trees', '9'], says: /say --training as well/ },
    { flags: ['atlas', '--training', 'all', '--trees', '9', '--tokens', '9'], says: /not by both/ },
    { flags: ['atlas', '--training', 'reader', '--seed', '9999999999'], says: /seed from 0 to/ },
  ])('refuses $flags', async ({ flags, says }) => {
    await expect(ragstoneData(...flags, '--out', folder)).rejects.toThrow(says);
    expect(await readdir(folder)).toEqual([]);
  });

  it('writes training data, one file a protocol', async () => {
    const flags = ['--training', 'closed-book,reader', '--trees', '3', '--seed', '4'];
    const printed = await ragstoneData('atlas', ...flags, '--out', folder);
    expect(printed).toMatch(/reader\.jsonl: 3 lines/);
    expect((await readdir(folder)).sort()).toEqual(['card.json', 'closed-book.jsonl', 'reader.jsonl']);
    const card: unknown = JSON.parse(await readFile(path.join(folder, 'card.json'), 'utf8'));
    expect(card).toMatchObject({ dataset: 'atlas-training', wording: 'train', worlds: 'training', seed: 4 });
  });

  it('writes a world with names and wordings that training never sees', async () => {
    const flags = [
      '--articles',
      '260',
      '--questions',
      '20',
      '--worlds',
      'evaluation',
      '--wording',
      'held-out',
    ];
    await ragstoneData('atlas', ...flags, '--out', folder);
    const card: unknown = JSON.parse(await readFile(path.join(folder, 'card.json'), 'utf8'));
    expect(card).toMatchObject({ articles: 260, names: 'evaluation', wording: 'held-out' });
    const questions = (await readFile(path.join(folder, 'questions.jsonl'), 'utf8')).trim().split('\n');
    expect(questions).toHaveLength(20);
    for (const line of questions) expect(JSON.parse(line).rewordings).toHaveLength(1);
  });

  it('knows every training file', () => {
    const data = new Command('data');
    generate(data);
    expect(data.commands[0]?.helpInformation().replaceAll(/\s+/g, '')).toContain(trainingFiles.join(','));
  });

  it('refuses to write nowhere', async () => {
    await expect(ragstoneData('atlas')).rejects.toThrow(/--out/);
  });
});
