import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Passage } from '../../src/ports/passage.ts';
import { findAnalyser } from '../../src/retrieval/analysers/findAnalyser.ts';
import { termsOf } from '../../src/retrieval/analysers/termsOf.ts';
import { bm25InMemory } from '../../src/retrieval/bm25/bm25InMemory.ts';
import { bm25Retriever } from '../../src/retrieval/bm25/bm25Retriever.ts';
import { indexedText } from '../../src/retrieval/bm25/indexedText.ts';
import { corpusLines } from './corpusLines.ts';

// Compares english@1 and BM25 (0.9, 0.4, lengths: lucene) with Lucene 8.7 of Debian's liblucene8-java.
// node bench/truth/lucene.ts <corpus.jsonl[.gz]> <questions.jsonl[.gz], field "question">

const jars = ['core', 'analyzers-common'].map((name) => `/usr/share/java/lucene-${name}-8.7.0.jar`).join(':');
const [corpusFile, questionFile] = process.argv.slice(2);
if (corpusFile === undefined || questionFile === undefined)
  throw new Error('Name a corpus and a question file.');

const passages = await corpusLines<Passage>(corpusFile);
const questions = (await corpusLines<{ question: string }>(questionFile)).map(({ question }) =>
  oneLine(question),
);
const texts = passages.map((passage) => oneLine(indexedText(passage)));
const folder = await mkdtemp(path.join(tmpdir(), 'ragstone-lucene-'));
try {
  await writeFile(path.join(folder, 'passages.txt'), texts.map((text) => `${text}\n`).join(''));
  await writeFile(path.join(folder, 'queries.txt'), questions.map((text) => `${text}\n`).join(''));
  execFileSync(
    process.env['JAVA'] ?? 'java',
    ['-cp', jars, fileURLToPath(new URL('LuceneTruth.java', import.meta.url)), folder],
    {
      stdio: 'inherit',
    },
  );
  await compareTokens(path.join(folder, 'tokens.txt'));
  await compareResults(path.join(folder, 'results.txt'));
} finally {
  await rm(folder, { recursive: true });
}

async function compareTokens(file: string): Promise<void> {
  const analyser = await findAnalyser('english@1');
  const theirs = await linesOf(file);
  let tokens = 0;
  const different: string[] = [];
  for (const [position, text] of texts.entries()) {
    const ours = termsOf(analyser, text);
    const line = theirs[position] ?? '';
    tokens += line === '' ? 0 : line.split('\t').length;
    if (ours.join('\t') !== line) different.push(firstDifference(ours, line.split('\t')));
  }
  console.log(`tokens: ${tokens} of Lucene in ${texts.length} passages; ${different.length} passages differ`);
  for (const example of different.slice(0, 40)) console.log(`  ${example}`);
}

function firstDifference(ours: readonly string[], theirs: readonly string[]): string {
  const at = ours.findIndex((token, index) => token !== theirs[index]);
  const from = Math.max(0, at);
  return `ours ${JSON.stringify(ours.slice(from, from + 3))}, Lucene ${JSON.stringify(theirs.slice(from, from + 3))}`;
}

async function compareResults(file: string): Promise<void> {
  const theirs = await linesOf(file);
  const index = bm25InMemory(passages, await findAnalyser('english@1'), {});
  const retriever = bm25Retriever(index, { k1: 0.9, b: 0.4, lengths: 'lucene' });
  const positions = new Map(passages.map(({ id }, position) => [id, position]));
  let [same, sameSet, worst] = [0, 0, 0];
  for (const [number, question] of questions.entries()) {
    const found = await retriever.search(question, 10, new AbortController().signal);
    const ours = found.map(({ passage, score }) => ({ position: positions.get(passage.id), score }));
    const hits = (theirs[number] ?? '').split(' ').filter((hit) => hit !== '');
    const lucene = hits.map((hit) => {
      const [position, score] = hit.split(':').map(Number);
      return { position, score: score ?? 0 };
    });
    if (ours.map((hit) => hit.position).join() === lucene.map((hit) => hit.position).join()) same++;
    const set = new Set(lucene.map((hit) => hit.position));
    if (ours.length === set.size && ours.every((hit) => set.has(hit.position))) sameSet++;
    for (const [rank, { score }] of lucene.entries()) {
      worst = Math.max(worst, Math.abs(score - (ours[rank]?.score ?? 0)) / score);
    }
  }
  console.log(
    `top 10 of ${questions.length} queries: ${same} the same in order, ${sameSet} the same as a set`,
  );
  console.log(`largest relative difference of the scores, rank by rank: ${worst.toExponential(2)}`);
}

async function linesOf(file: string): Promise<readonly string[]> {
  return (await readFile(file, 'utf8')).replace(/\n$/, '').split('\n');
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]/g, ' ');
}
