import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Catalog, CatalogDataset, CatalogFile } from '../../../src/datasets/catalog/catalogSchema.ts';
import { pullEntry, type Pulled } from '../../../src/datasets/pull/pullEntry.ts';
import type { PullOptions } from '../../../src/datasets/pull/pulling.ts';
import { hashOf } from '../../io/download/downloadFolder.ts';

/** A home in a temporary folder, and pulls into it that do not wait between tries. */
export async function pullFixture(catalog: Catalog): Promise<
  AsyncDisposable & {
    readonly home: string;
    readonly environment: NodeJS.ProcessEnv;
    pull(name: string, more?: Partial<PullOptions>): Promise<Pulled>;
  }
> {
  const home = await mkdtemp(path.join(tmpdir(), 'ragstone-home-'));
  const environment = { RAGSTONE_HOME: home };
  return {
    home,
    environment,
    pull: (name, more = {}) =>
      pullEntry({
        catalog,
        name,
        signal: new AbortController().signal,
        environment,
        patience: { retries: 1, waitMs: () => 0 },
        ...more,
      }),
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  };
}

/** A file of a catalog whose bytes are known, or not. */
export function fileOf(
  name: string,
  content: Buffer | undefined,
  ...sources: CatalogFile['sources']
): CatalogFile {
  return {
    name,
    bytes: content === undefined ? 'unknown' : content.length,
    sha256: content === undefined ? 'unknown' : hashOf(content),
    sources,
  };
}

/** A catalog with one dataset, `quiz`, of the given splits. */
export function catalogOf(splits: CatalogDataset['splits'], archives?: CatalogDataset['archives']): Catalog {
  return {
    ragstone: 1,
    datasets: {
      quiz: {
        title: 'Quiz',
        licence: 'MIT',
        citation: 'Nobody.',
        format: 'nq-open',
        scorers: ['em/squad@1'],
        corpus: 'contexts',
        splits,
        ...(archives !== undefined && { archives }),
      },
    },
    corpora: {},
  };
}
