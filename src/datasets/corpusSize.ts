import { z } from 'zod';
import { remembered } from '../io/remembered.ts';
import type { Corpus } from '../ports/dataset.ts';

const sizeSchema = z.strictObject({ passages: z.number(), textBytes: z.number() });

/** How much a corpus holds: passages, and the UTF-8 bytes of their titles and texts. */
export type CorpusSize = z.infer<typeof sizeSchema>;

/** Reads a corpus once to its end; the size of files that did not change is remembered. */
export function corpusSize(corpus: Corpus, signal: AbortSignal, home?: string): Promise<CorpusSize> {
  const files = corpus.files.map(({ path }) => path);
  return remembered(`size of ${corpus.name}`, files, sizeSchema, () => measure(corpus, signal), home);
}

async function measure(corpus: Corpus, signal: AbortSignal): Promise<CorpusSize> {
  let [passages, textBytes] = [0, 0];
  for await (const { title, text } of corpus.passages(signal)) {
    passages += 1;
    textBytes += Buffer.byteLength(title) + Buffer.byteLength(text);
  }
  return { passages, textBytes };
}
