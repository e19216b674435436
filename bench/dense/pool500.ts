import path from 'node:path';

import { diskFile } from '../../src/io/diskFile.ts';
import { delimitedRecords } from '../../src/io/delimitedRecords.ts';
import type { Corpus } from '../../src/ports/dataset.ts';
import { corpusLines } from '../truth/corpusLines.ts';

/** A question of the reference, with what its authors' dense retriever found. */
export interface PoolQuestion {
  readonly question: string;
  readonly gold: readonly string[];
  /** Titles, best first. */
  readonly retrieved: readonly string[];
}

/** HotpotQA's pool: the 4,937 pages of the contexts of the first 500 questions of the dev set. */
export async function poolCorpus(folder: string): Promise<Corpus> {
  const lines = await corpusLines<{ readonly title: string; readonly text: string }>(
    path.join(folder, 'pool500_corpus.jsonl.gz'),
  );
  return {
    name: 'hotpotqa-pool500',
    files: [],
    async *passages() {
      for (const { title, text } of lines) yield { id: title, title, text };
    },
  };
}

/** The 500 questions and the reference lists of 50 titles of one retriever (`dense`, `bm25`) over the pool. */
export async function poolQuestions(
  folder: string,
  retriever: 'bm25' | 'dense',
): Promise<readonly PoolQuestion[]> {
  const file = path.join(folder, `pool500_${retriever}_results.csv.gz`);
  const questions: PoolQuestion[] = [];
  const { signal } = new AbortController();
  for await (const { value } of delimitedRecords(diskFile(file, file, file), signal, { delimiter: ',' })) {
    if (value['setting'] !== 'pooled') continue;
    const titles = (column: string): readonly string[] => (value[column] ?? '').split(' | ');
    questions.push({
      question: value['question'] ?? '',
      gold: titles('gold_titles'),
      retrieved: titles('retrieved_titles'),
    });
  }
  return questions;
}
