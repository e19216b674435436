import { describe, expect, it } from 'vitest';

import { chosenFiles } from '../../../src/datasets/reading/chosenFiles.ts';
import { calm } from '../../io/memoryFile.ts';
import { refusal } from '../../io/refusal.ts';
import { temporaryFolder } from '../../io/temporaryFolder.ts';

async function chosen(names: readonly string[], split?: string): Promise<readonly string[]> {
  await using folder = await temporaryFolder();
  for (const name of names) await folder.write(name, 'x');
  const options = { signal: calm, ...(split === undefined ? {} : { split }) };
  const files = await chosenFiles(folder.path, options, ['jsonl', 'parquet']);
  return files.map(({ name }) => name);
}

describe('the files of a folder that hold a split', () => {
  it('are the only one of a fitting kind', async () => {
    expect(await chosen(['README.md', 'a.jsonl.gz', 'card.json'])).toStrictEqual(['a.jsonl.gz']);
  });

  it('are told by a word of their path', async () => {
    const names = ['hotpot_dev_v1.jsonl', 'hotpot_train_v1.jsonl', 'development.jsonl'];
    expect(await chosen(names, 'dev')).toStrictEqual(['hotpot_dev_v1.jsonl']);
    expect(await chosen(['nq/dev.jsonl', 'nq/test.jsonl'], 'test')).toStrictEqual(['nq/test.jsonl']);
  });

  it('are all the parts of one table, in order', async () => {
    const parts = [
      'd/train-00001-of-00002.parquet',
      'd/train-00000-of-00002.parquet',
      'd/validation-00000-of-00001.parquet',
    ];
    expect(await chosen(parts, 'train')).toStrictEqual([
      'd/train-00000-of-00002.parquet',
      'd/train-00001-of-00002.parquet',
    ]);
  });

  it('are refused when the choice is not clear', async () => {
    expect((await refusal(chosen(['a.jsonl', 'b.jsonl']))).message).toContain(
      'Several files fit: a.jsonl, b.jsonl. Name one of them, or the split.',
    );
  });

  it('are refused when there is none', async () => {
    expect((await refusal(chosen(['a.jsonl'], 'dev'))).message).toContain(
      'No jsonl, parquet file for the split "dev" is in it. It holds: a.jsonl.',
    );
  });
});
