import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { TrecJudgement } from './readQrels.ts';
import { trecId } from './trecId.ts';

/** Streams judgements into a TREC qrels file. @throws RagstoneError `unsupported` when an id holds white space. */
export async function writeQrels(
  file: string,
  judgements: AsyncIterable<TrecJudgement> | Iterable<TrecJudgement>,
  signal: AbortSignal,
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for await (const { question, passage, relevance } of judgements) {
      yield `${trecId(question, 'question')} 0 ${trecId(passage, 'passage')} ${relevance}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file), { signal });
}
