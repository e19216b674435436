import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { atlasArticles } from '../../../src/datasets/atlas/atlasArticles.ts';
import { atlasQuestions } from '../../../src/datasets/atlas/atlasQuestions.ts';
import { writeAtlas } from '../../../src/datasets/atlas/writeAtlas.ts';
import { jsonl } from '../../../src/datasets/corpora/jsonl.ts';
import { ragstone } from '../../../src/datasets/formats/ragstone.ts';
import { packagedPath } from '../../../src/io/packagedPath.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atlas-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});
const { signal } = new AbortController();

describe('writeAtlas', () => {
  it('gives the committed snapshot, byte for byte', async () => {
    await writeAtlas({ seed: 1, articles: 2000 }, 300, folder, signal);
    for (const name of ['corpus.jsonl', 'questions.jsonl', 'card.json']) {
      const committed = await readFile(packagedPath(`datasets/atlas/${name}`));
      expect(committed.equals(await readFile(path.join(folder, name))), name).toBe(true);
    }
  });

  it('writes what the readers read back', async () => {
    const world = { seed: 6, articles: 600 };
    await writeAtlas(world, 80, folder, signal);
    const passages = await Array.fromAsync(jsonl.passages(path.join(folder, 'corpus.jsonl'), { signal }));
    expect(passages).toEqual([...atlasArticles(world)]);
    const read = await Array.fromAsync(ragstone.questions(path.join(folder, 'questions.jsonl'), { signal }));
    expect(read).toEqual([...atlasQuestions(world, 80)]);
  });

  it('leaves nothing half done when stopped', async () => {
    const stopped = AbortSignal.abort();
    await expect(writeAtlas({ seed: 1, articles: 4000 }, 10, folder, stopped)).rejects.toMatchObject({
      code: 'interrupted',
    });
    expect((await readdir(folder)).filter((name) => name !== 'questions.jsonl')).toEqual([]);
  });

  it('says when the folder cannot be written', async () => {
    const file = path.join(folder, 'taken');
    await writeFile(file, '');
    await expect(writeAtlas({ seed: 1, articles: 10 }, 0, file, signal)).rejects.toMatchObject({
      code: 'storage',
    });
  });
});
