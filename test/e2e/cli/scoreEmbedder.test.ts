import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tinyGguf } from '../../support/gguf/tinyGguf.ts';
import { ragstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const questions = ['Oslo', 'Bergen', 'Molde'].map((town, n) => ({
  _id: `q${n}`,
  question: `Who was born in ${town}?`,
  answer: `Person ${n}`,
  supporting_facts: [[town, 0]],
  context: [
    [town, [`Person ${n} was born in ${town}.`]],
    ['Other', ['Something else that is true.']],
  ],
}));

const experiment = `ragstone: 1
name: cosine
datasets: [{ use: hotpotqa, file: q.json }]
systems: [{ use: extractive, source: context, settings: { k: 1 } }]
score: [native, recall/title/first@1]
`;

test('a run is scored by likeness in the space of an embedder', async () => {
  const home = await temporaryFolder();
  await writeFile(path.join(home, 'q.json'), JSON.stringify(questions));
  await writeFile(path.join(home, 'e.yaml'), experiment);
  await writeFile(path.join(home, 'tiny.gguf'), tinyGguf());
  expect((await ragstone(['run', 'e.yaml', '--run', 'r'], { home })).status).toBe(0);
  const score = (...more: readonly string[]) =>
    ragstone(['score', 'r', '--scorer', 'recall/cosine/first@1', '--json', ...more], { home });

  const without = await score();
  expect(without.status).toBe(2);
  expect(without.stderr).toContain('--embedder');

  const told = await score('--embedder', 'tiny.gguf');
  expect(told.stderr).toContain('3 records scored');
  const { summary } = JSON.parse(told.stdout) as {
    summary: { datasets: { cells: { scores: Record<string, { mean: number }> }[] }[] };
  };
  const scores = summary.datasets[0]?.cells[0]?.scores;
  // The same text has the same vector, so what is found by title is found by cosine.
  expect(scores?.['recall/title/first@1']?.mean).toBe(1);
  expect(scores?.['recall/cosine/first@1']?.mean).toBe(1);
});
