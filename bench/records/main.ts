import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseExperiment } from '../../src/runs/experiment/readExperiment.ts';
import { runExperiment } from '../../src/runs/runExperiment.ts';
import { writeReport } from '../../src/reports/writeReport.ts';

// How memory and time grow with records: `node bench/records/main.ts [records …]` (default 10000 100000).
// A method that only retrieves, over 2,000 made-up passages, so that what is measured is Ragstone itself.

const folder = await mkdtemp(path.join(tmpdir(), 'ragstone-records-'));
process.env['RAGSTONE_HOME'] = path.join(folder, 'home');
const sizes = process.argv.slice(2).map(Number);
try {
  for (const records of sizes.length === 0 ? [10_000, 100_000] : sizes) await measure(records);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(records: number): Promise<void> {
  const people = Array.from({ length: 2000 }, (_, n) => `Person ${n.toString(36)}x${(n * 7919) % 2000}`);
  const corpus = path.join(folder, 'corpus.jsonl');
  const questions = path.join(folder, `questions-${records}.jsonl`);
  const lines = (list: readonly unknown[]): string => list.map((each) => JSON.stringify(each)).join('\n');
  await writeFile(
    corpus,
    lines(
      people.map((name, n) => ({
        id: `p${n}`,
        title: name,
        text: `${name} was born in ${1800 + (n % 200)} and worked as a painter.`,
      })),
    ),
  );
  await writeFile(
    questions,
    lines(
      Array.from({ length: records / 4 }, (_, n) => {
        const name = people[n % people.length] ?? '';
        return {
          id: `q${n}`,
          question: `When was ${name} born?`,
          answers: [String(1800 + (n % 200))],
          titles: [name],
          rewordings: [`What is the birth year of ${name}?`],
        };
      }),
    ),
  );
  const method = path.resolve('test/support/slowMethod.ts');
  const experiment = parseExperiment(
    `ragstone: 1\nname: records\ndatasets: [{ use: made, file: ${questions}, corpus: ${corpus} }]\nsystems: [{ id: a, use: ${method}, settings: { k: 3 } }, { id: b, use: ${method}, settings: { k: 5 } }]\nenvironments: [original, { reword: own, on: question }]\nscore: [native, recall@5/title/first@1]\n`,
    'bench',
  );
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const began = performance.now();
  const { folder: run } = await runExperiment(experiment, {
    from: process.cwd(),
    models: {},
    signal: new AbortController().signal,
    onPhase: () => {},
    results: path.join(folder, 'results'),
  });
  const ran = performance.now();
  const runPeak = peak;
  await writeReport(run);
  clearInterval(watch);
  console.log(
    `${records} records: ${((ran - began) / 1000).toFixed(1)} s (${Math.round(records / ((ran - began) / 1000))} records/s), peak ${mebibytes(runPeak)} MiB; report ${((performance.now() - ran) / 1000).toFixed(1)} s, peak ${mebibytes(peak)} MiB`,
  );
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
