import { createHash } from 'node:crypto';

import { RagstoneError } from '../../errors.ts';
import type { Corpus } from '../../ports/dataset.ts';
import { passageLine } from '../store/passageRecord.ts';
import type { EngineNote } from './engineNote.ts';

/**
 * Reads a corpus to its end, for the sha256 over the canonical records of its passages, in order: that of an index of it,
 * too. `onPassages` is called now and then with how many were read.
 * @throws RagstoneError `bad-file` for a corpus without passages, and what the corpus throws
 */
export async function describeCorpus(
  corpus: Corpus,
  signal: AbortSignal,
  onPassages: (passages: number) => void = () => {},
): Promise<EngineNote['corpus']> {
  const hash = createHash('sha256');
  let passages = 0;
  for await (const passage of corpus.passages(signal)) {
    hash.update(passageLine(passage));
    passages += 1;
    if (passages % 10_000 === 0) onPassages(passages);
  }
  if (passages > 0) return { name: corpus.name, passages, sha256: hash.digest('hex') };
  throw new RagstoneError('bad-file', `The corpus "${corpus.name}" has no passages.`, { input: corpus.name });
}
