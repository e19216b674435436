import { appendFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import { openJournal, readJournal } from '../../../src/retrieval/dense/vectorJournal.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const head = {
  ragstoneVectors: 1,
  corpus: 'abc',
  encoder: { model: 'words' },
  dimensions: 2,
  probe: [1, 0.5],
} as const;
const entry = { vectors: 3, zero: 1, cut: 0, empty: 1 };

it('tells the last whole entry, whatever a crash left after it', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'journal');
  expect(await readJournal(file)).toBeUndefined();
  {
    await using journal = await openJournal(file, head);
    await journal.append({ ...entry, vectors: 2 });
    await journal.append(entry);
  }
  await appendFile(file, '{"vectors":9,"zero":0,"cut"');
  expect(await readJournal(file)).toStrictEqual({ head, entry });
  {
    await using journal = await openJournal(file, head);
    await journal.append({ ...entry, vectors: 7 });
  }
  expect((await readJournal(file))?.entry.vectors).toBe(7);
});

it.each([{ corpus: 'abd' }, { encoder: { model: 'other' } }, { dimensions: 3 }])(
  'begins anew for %j',
  async (other) => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'journal');
    {
      await using journal = await openJournal(file, head);
      await journal.append(entry);
    }
    await using _ = await openJournal(file, { ...head, ...other });
    expect((await readJournal(file))?.entry.vectors).toBe(0);
  },
);
