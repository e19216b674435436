import type { CorpusMeasures, IndexEstimate } from '../retrieverDefinition.ts';
import { storeBytes } from '../store/storeBytes.ts';

/**
 * Measured with `english@1` on the corpora of HotpotQA, NQ, TriviaQA, MuSiQue and PopQA (7,704 to 32,728 passages, 4 to
 * 18 MB of text): 0.085 to 0.096 postings a byte of text, 5 bytes each; 2.9 to 4.7 terms a byte of text to the power of
 * 0.6 (Heaps' law), some 44 bytes each.
 */
const postingBytes = 0.44;
const vocabularyBytes = 44 * 4;
const vocabularyGrowth = 0.6;
/** Of a passage's length. */
const lengthBytes = 4;

/**
 * Bytes of text a second of processor time, measured on these corpora on a machine with 2 cores: 6.5 to 8.6 MB. With
 * cores to spare it is faster, on a busy machine slower.
 */
const bytesPerSecond = 7.5e6;

/** What an index will take, from the size of the corpus and the form of its first passages alone. */
export function estimateBm25(corpus: CorpusMeasures): IndexEstimate {
  const { passages, textBytes } = corpus;
  const index =
    lengthBytes * passages + postingBytes * textBytes + vocabularyBytes * textBytes ** vocabularyGrowth;
  return { bytes: Math.round(storeBytes(corpus) + index), seconds: textBytes / bytesPerSecond };
}
