import { z } from 'zod';

import { jsonLines } from '../../io/jsonLines.ts';
import type { Placed } from '../../io/placed.ts';
import type { CorpusFormat, ReadOptions } from '../../ports/dataset.ts';
import type { Passage } from '../../ports/passage.ts';
import { beirFiles, onlyFile } from '../reading/beirFiles.ts';
import { checkedRecord } from '../reading/checkedRecord.ts';
import { corpusLayout } from '../reading/corpusLayout.ts';
import { id } from '../reading/fields.ts';

const document = z.object({ _id: id, title: z.string().nullish(), text: z.string() });

/** BEIR: `corpus.jsonl` (`_id`, `title`, `text`) of a folder or archive. */
export const beir: CorpusFormat = corpusLayout('beir', read);

async function* read(path: string, { signal }: ReadOptions): AsyncGenerator<Placed<Passage>> {
  const { corpus } = await beirFiles(path, signal);
  for await (const { value, place } of jsonLines(onlyFile(corpus, 'corpus.jsonl', path), signal)) {
    const { _id, title, text } = checkedRecord(document, value, place);
    yield { value: { id: _id, title: title ?? '', text }, place };
  }
}
