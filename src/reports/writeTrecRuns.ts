import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { TrecList } from '../retrieval/trec/trecRunLines.ts';
import { writeTrecRun } from '../retrieval/trec/writeTrecRun.ts';
import { readManifest, readRecords } from '../runs/disk/readRun.ts';

/**
 * Writes the first search of every cell as a TREC run, `<cell>.trec`, tagged with the cell's id; a question without
 * passages has no line. Gives the paths.
 * @throws RagstoneError `unsupported` when an id holds white space, which a TREC run cannot
 */
export async function writeTrecRuns(
  folder: string,
  out: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { cells } = await readManifest(folder);
  await mkdir(out, { recursive: true });
  const files: string[] = [];
  for (const { id } of cells) {
    const file = path.join(out, `${id}.trec`);
    await writeTrecRun(file, firstSearches(folder, id), id, signal);
    files.push(file);
  }
  return files;
}

async function* firstSearches(folder: string, cell: string): AsyncGenerator<TrecList> {
  for await (const record of readRecords(folder, cell)) {
    if (record.status !== 'answered') continue;
    yield {
      question: record.question,
      results: record.lists.first.map(({ id, score }) => ({ passage: id, score })),
    };
  }
}
