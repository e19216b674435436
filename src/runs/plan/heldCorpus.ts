import { z } from 'zod';
import type { ManifestDataset } from '../../ports/manifest.ts';
import type { Retriever } from '../../ports/retriever.ts';

const fields = z.object({ corpus: z.string(), passages: z.number(), sha256: z.string() });

/** What a retriever's fingerprint says of the corpus that it searches, where it does. */
export function heldCorpus({ fingerprint }: Retriever): ManifestDataset['corpus'] {
  const told = fields.safeParse(fingerprint).data;
  return told && { name: told.corpus, passages: told.passages, sha256: told.sha256 };
}
