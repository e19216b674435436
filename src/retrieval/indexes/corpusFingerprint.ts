import type { IndexManifest } from './indexManifest.ts';

/** What a retriever's fingerprint says of its corpus. */
export function corpusFingerprint({ corpus }: IndexManifest): Readonly<Record<string, string | number>> {
  const { name, passages, sha256, windowWords } = corpus;
  return { corpus: name, passages, sha256, ...(windowWords === undefined ? {} : { windowWords }) };
}
