import { corpusSize } from '../../datasets/corpusSize.ts';
import type { Corpus } from '../../ports/dataset.ts';
import type { Passage } from '../../ports/passage.ts';
import type { CorpusMeasures } from '../../retrieval/retrieverDefinition.ts';
import { windowedCorpus } from '../../retrieval/windows/windowedCorpus.ts';

const sampled = 256;

/**
 * How much a corpus holds, cut into windows where told, and its first passages. It is read to its end, once while its
 * files stay the same.
 */
export async function measureCorpus(
  corpus: Corpus,
  windowWords: number | undefined,
  signal: AbortSignal,
): Promise<CorpusMeasures> {
  const read =
    windowWords === undefined
      ? corpus
      : // Its size is remembered under its name.
        { ...windowedCorpus(corpus, windowWords), name: `${corpus.name}, ${windowWords} words` };
  const sample: Passage[] = [];
  for await (const passage of read.passages(signal)) {
    sample.push(passage);
    if (sample.length === sampled) break;
  }
  return { ...(await corpusSize(read, signal)), sample };
}
