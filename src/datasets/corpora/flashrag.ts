import { z } from 'zod';

import type { Placed } from '../../io/placed.ts';
import { records } from '../../io/records.ts';
import type { CorpusFormat, ReadOptions } from '../../ports/dataset.ts';
import type { Passage } from '../../ports/passage.ts';
import { checkedRecord } from '../reading/checkedRecord.ts';
import { chosenFiles } from '../reading/chosenFiles.ts';
import { corpusLayout } from '../reading/corpusLayout.ts';
import { id } from '../reading/fields.ts';
import { titledText } from '../reading/titledText.ts';

const document = z.object({ id, contents: z.string() });

/** FlashRAG: JSON Lines of `id` and `contents`, the title (with or without quotes), a newline and the text. */
export const flashrag: CorpusFormat = corpusLayout('flashrag', read);

async function* read(path: string, options: ReadOptions): AsyncGenerator<Placed<Passage>> {
  for (const file of await chosenFiles(path, options, ['jsonl', 'json', 'parquet'])) {
    for await (const { value, place } of records(file, options.signal)) {
      const found = checkedRecord(document, value, place);
      yield { value: { id: found.id, ...titledText(found.contents) }, place };
    }
  }
}
