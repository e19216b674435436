import { readdir, stat } from 'node:fs/promises';
import { endianness } from 'node:os';
import path from 'node:path';

import { RagstoneError } from '../../errors.ts';
import { canonicalJson } from '../../io/canonicalJson.ts';
import { sha256 } from '../../io/sha256.ts';
import { writeAtomic } from '../../io/writeAtomic.ts';
import type { Corpus } from '../../ports/dataset.ts';
import type { BuildOptions, RetrieverDefinition } from '../retrieverDefinition.ts';
import { windowedCorpus } from '../windows/windowedCorpus.ts';
import { inFreshFolder } from './inFreshFolder.ts';
import { type IndexManifest, indexVersion, manifestFile } from './indexManifest.ts';

/** What the passages of an index are, apart from the corpus. */
export interface IndexOptions extends BuildOptions {
  /** Cut passages longer than this many words (≥ 1); results are then de-duplicated by id. Default: as they are. */
  readonly windowWords?: number;
}

/** Builds an index as `buildIndex` does, for those who hold the folder's lock. */
export async function fillIndexFolder<S>(
  definition: RetrieverDefinition<S>,
  corpus: Corpus,
  settings: S,
  folder: string,
  options: IndexOptions,
): Promise<IndexManifest> {
  const { windowWords } = options;
  const baked = { ...definition.baked(settings, options.models ?? {}) };
  const same = { version: indexVersion, retriever: definition.name, corpus: corpus.name, baked, windowWords };
  return inFreshFolder(folder, sha256(canonicalJson(same)).slice(0, 16), async (building) => {
    const read = windowWords === undefined ? corpus : windowedCorpus(corpus, windowWords);
    const { passages, counts, ...written } = await definition.write(read, settings, building, {
      ...options,
      repeatedIds: windowWords !== undefined,
    });
    if (passages === 0) {
      throw new RagstoneError('bad-file', `The corpus "${corpus.name}" has no passages.`, {
        input: corpus.name,
      });
    }
    const files = corpus.files.map(({ name, bytes }) => ({ name, bytes }));
    const manifest: IndexManifest = {
      ragstoneIndex: indexVersion,
      retriever: definition.name,
      byteOrder: endianness(),
      corpus: {
        name: corpus.name,
        passages,
        sha256: written.sha256,
        files,
        ...(windowWords === undefined ? {} : { windowWords }),
      },
      baked,
      counts: { ...counts },
      files: await sizes(building),
    };
    await writeAtomic(path.join(building, manifestFile), `${JSON.stringify(manifest, undefined, 2)}\n`);
    return manifest;
  });
}

async function sizes(folder: string): Promise<readonly { name: string; bytes: number }[]> {
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => ({ name, bytes: (await stat(path.join(folder, name))).size })),
  );
}
