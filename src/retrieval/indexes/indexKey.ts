import { createHash } from 'node:crypto';

import { z } from 'zod';
import { canonicalJson } from '../../io/canonicalJson.ts';
import { remembered } from '../../io/remembered.ts';
import { sha256, sha256File } from '../../io/sha256.ts';
import type { Corpus } from '../../ports/dataset.ts';
import { passageLine } from '../store/passageRecord.ts';
import { indexVersion } from './indexManifest.ts';

/** What decides what an index holds, besides the corpus. */
export interface IndexKind {
  readonly retriever: string;
  readonly baked: Readonly<Record<string, string | number>>;
  readonly windowWords: number | undefined;
}

/** The first passages tell apart what two readers made of the same files. */
const firstPassages = 100;

/**
 * A name for an index that is known without reading the corpus to its end: 32 hexadecimal digits over the bytes of
 * its files and its first 100 passages; of a corpus without files, over all passages.
 */
export async function indexKey(
  corpus: Corpus,
  kind: IndexKind,
  signal: AbortSignal,
  home?: string,
): Promise<string> {
  const files: { name: string; sha256: string }[] = [];
  for (const { name, path } of corpus.files) {
    files.push({
      name,
      sha256: await remembered('sha256', [path], z.string(), () => sha256File(path), home),
    });
  }
  const passages = createHash('sha256');
  let read = 0;
  for await (const passage of corpus.passages(signal)) {
    passages.update(passageLine(passage));
    read++;
    if (files.length > 0 && read === firstPassages) break;
  }
  const decides = {
    version: indexVersion,
    corpus: corpus.name,
    files,
    passages: passages.digest('hex'),
    ...kind,
  };
  return sha256(canonicalJson(decides)).slice(0, 32);
}
