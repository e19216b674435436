import type { CorpusMeasures } from '../retrieverDefinition.ts';
import { passageLine } from './passageRecord.ts';

/** Offsets, and the two hash tables over ids and titles. */
const bytesPerPassage = 24;

/**
 * What the passages will take on disk in an index: their records, which are longer than titles and texts as those of the
 * sample are (by ids, the signs of JSON, and sentences where they are known).
 */
export function storeBytes({ passages, textBytes, sample }: CorpusMeasures): number {
  let [records, texts] = [0, 0];
  for (const passage of sample) {
    records += Buffer.byteLength(passageLine(passage));
    texts += Buffer.byteLength(passage.title) + Buffer.byteLength(passage.text);
  }
  return (texts === 0 ? records : (records / texts) * textBytes) + bytesPerPassage * passages;
}
