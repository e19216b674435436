import { endianness } from 'node:os';
import path from 'node:path';
import { mkdir } from 'node:fs/promises';

import type { Backend } from '../../src/ports/backend.ts';
import type { Corpus } from '../../src/ports/dataset.ts';
import { indexVersion } from '../../src/retrieval/indexes/indexManifest.ts';
import type { OpenedRetriever } from '../../src/retrieval/retrieverDefinition.ts';
import { dense } from '../../src/retrieval/retrievers/dense.ts';

/**
 * The dense index of a corpus in `folder`, built now as far as it is missing: stop it whenever you like, it goes on
 * where it was.
 */
export async function denseIndex(
  corpus: Corpus,
  settings: unknown,
  encoder: Backend,
  folder: string,
  signal: AbortSignal,
): Promise<OpenedRetriever> {
  const parsed = dense.settings.parse(settings);
  const models = { encoder };
  const place = path.join(folder, corpus.name);
  await mkdir(place, { recursive: true });
  let told = performance.now();
  const written = await dense.write(corpus, parsed, place, {
    signal,
    models,
    repeatedIds: false,
    onProgress({ phase, passages }) {
      if (performance.now() - told < 10_000) return;
      told = performance.now();
      console.error(`${corpus.name}: ${phase} ${passages}`);
    },
  });
  console.error(`${corpus.name}: ${JSON.stringify(written)}`);
  const { passages, sha256, counts } = written;
  return dense.open(
    place,
    parsed,
    {
      ragstoneIndex: indexVersion,
      retriever: dense.name,
      byteOrder: endianness(),
      corpus: { name: corpus.name, passages, sha256, files: [] },
      baked: dense.baked(parsed, models),
      counts,
      files: [],
    },
    models,
  );
}
