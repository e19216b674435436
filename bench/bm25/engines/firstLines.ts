import { jsonl } from '../../../src/datasets/corpora/jsonl.ts';
import type { Passage } from '../../../src/ports/passage.ts';

/** The first passages of a corpus. */
export async function* firstLines(corpus: string, count: number): AsyncGenerator<Passage> {
  let read = 0;
  for await (const passage of jsonl.passages(corpus, { signal: new AbortController().signal })) {
    yield passage;
    read++;
    if (read === count) return;
  }
}
