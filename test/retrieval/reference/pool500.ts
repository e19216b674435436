import { diskFile } from '../../../src/io/diskFile.ts';
import { delimitedRecords } from '../../../src/io/delimitedRecords.ts';
import { realData } from '../../support/realData.ts';
import { corpusLines } from '../../../bench/truth/corpusLines.ts';
import { never } from '../never.ts';

/** What somebody else's retriever found for one question of pool-500. */
export interface PoolRow {
  readonly question: string;
  readonly goldTitles: readonly string[];
  /** Best first. */
  readonly foundTitles: readonly string[];
}

/** The passages of the 500 questions, in the order in which they were searched. */
export function pool500Passages(): Promise<readonly { readonly title: string; readonly text: string }[]> {
  return corpusLines(realData('data/hotpotqa/reference/pool500_corpus.jsonl.gz'));
}

/** The published lists of a retriever over the whole pool. */
export async function pool500Rows(retriever: 'bm25' | 'dense'): Promise<readonly PoolRow[]> {
  const file = realData(`data/hotpotqa/reference/pool500_${retriever}_results.csv.gz`);
  const rows: PoolRow[] = [];
  for await (const { value } of delimitedRecords(diskFile(file, 'results.csv.gz', file), never, {
    delimiter: ',',
  })) {
    if (value['setting'] !== 'pooled') continue;
    rows.push({
      question: value['question'] ?? '',
      goldTitles: (value['gold_titles'] ?? '').split(' | '),
      foundTitles: (value['retrieved_titles'] ?? '').split(' | '),
    });
  }
  return rows;
}
