import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Passage } from '../../src/ports/passage.ts';
import { english1 } from '../../src/retrieval/analysers/english1.ts';
import { termsOf } from '../../src/retrieval/analysers/termsOf.ts';
import { bm25InMemory } from '../../src/retrieval/bm25/bm25InMemory.ts';
import { bm25Retriever } from '../../src/retrieval/bm25/bm25Retriever.ts';
import { indexedText } from '../../src/retrieval/bm25/indexedText.ts';
import { corpusLines } from './corpusLines.ts';

// Compares BM25 (0.9, 0.4, exact lengths) with Python's bm25s 0.3.11 (method lucene), fed the same term numbers.
// PYTHON=<venv with bm25s>/bin/python node bench/truth/bm25s.ts <corpus.jsonl[.gz]> <questions.jsonl[.gz]>

type Hits = readonly (readonly [position: number, score: number])[];

const [corpusFile, questionFile] = process.argv.slice(2);
if (corpusFile === undefined || questionFile === undefined)
  throw new Error('Name a corpus and a question file.');
const passages = await corpusLines<Passage>(corpusFile);
const questions = (await corpusLines<{ question: string }>(questionFile)).map(({ question }) => question);
const positions = new Map(passages.map(({ id }, position) => [id, position]));
const numbers = new Map<string, number>();
const numbered = passages.map((passage) => termsOf(english1, indexedText(passage)).map(numberOf));
const known = new Map(numbers);
const asked = questions.map((text) => termsOf(english1, text).flatMap((term) => known.get(term) ?? []));

const theirs = await askPython();
const retriever = bm25Retriever(bm25InMemory(passages, english1, {}), { k1: 0.9, b: 0.4, lengths: 'exact' });
let [same, worst, ties] = [0, 0, 0];
for (const [number, question] of questions.entries()) {
  const found = await retriever.search(question, 10, new AbortController().signal);
  const ours = found.map(({ passage, score }): [number, number] => [positions.get(passage.id) ?? -1, score]);
  const expected = theirs[number] ?? [];
  if (ours.map(([position]) => position).join() === expected.map(([position]) => position).join()) same++;
  else if (onlyTiesDiffer(ours, expected)) ties++;
  for (const [rank, [, score]] of expected.entries())
    worst = Math.max(worst, Math.abs(score - (ours[rank]?.[1] ?? 0)));
}
console.log(
  `top 10 of ${questions.length} queries: ${same} the same in order, ${ties} more but for equal scores`,
);
console.log(`largest difference of the scores, rank by rank: ${worst.toExponential(2)}`);

function numberOf(term: string): number {
  const number = numbers.get(term) ?? numbers.size;
  numbers.set(term, number);
  return number;
}

async function askPython(): Promise<readonly Hits[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ragstone-bm25s-'));
  try {
    await writeFile(path.join(folder, 'passages.json'), JSON.stringify(numbered));
    await writeFile(path.join(folder, 'queries.json'), JSON.stringify(asked));
    await writeFile(path.join(folder, 'terms.json'), JSON.stringify(numbers.size));
    const script = fileURLToPath(new URL('bm25sTruth.py', import.meta.url));
    execFileSync(process.env['PYTHON'] ?? 'python3', [script, folder, '10'], { stdio: 'inherit' });
    return JSON.parse(await readFile(path.join(folder, 'results.json'), 'utf8')) as readonly Hits[];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Sums in another order differ in their last bits, so passages with equal scores may change places. */
function onlyTiesDiffer(ours: Hits, expected: Hits): boolean {
  return (
    ours.length === expected.length &&
    ours.every(([, score], at) => Math.abs(score - (expected[at]?.[1] ?? 0)) < 1e-9)
  );
}
