import { z } from 'zod';

import type { Placed } from '../../io/placed.ts';
import { records } from '../../io/records.ts';
import type { CorpusFormat, ReadOptions } from '../../ports/dataset.ts';
import type { Passage } from '../../ports/passage.ts';
import { checkedRecord } from '../reading/checkedRecord.ts';
import { chosenFiles } from '../reading/chosenFiles.ts';
import { contentId } from '../reading/contentId.ts';
import { corpusLayout } from '../reading/corpusLayout.ts';
import { id } from '../reading/fields.ts';

const document = z.object({
  id: id.nullish(),
  _id: id.nullish(),
  title: z.string().nullish(),
  text: z.string(),
  sentences: z.array(z.string()).nullish(),
});

/**
 * Passages as JSON Lines, a JSON array or Parquet: `id` (or `_id`, or none: then `contentId`), `title`, `text` and,
 * where they are known, `sentences`. Other keys are passed over.
 */
export const jsonl: CorpusFormat = corpusLayout('jsonl', read);

async function* read(path: string, options: ReadOptions): AsyncGenerator<Placed<Passage>> {
  for (const file of await chosenFiles(path, options, ['jsonl', 'json', 'parquet'])) {
    for await (const { value, place } of records(file, options.signal)) {
      const { id: own, _id, title, text, sentences } = checkedRecord(document, value, place);
      const passage = {
        id: own ?? _id ?? contentId(title ?? '', text),
        title: title ?? '',
        text,
        ...(sentences ? { sentences } : {}),
      };
      yield { value: passage, place };
    }
  }
}
