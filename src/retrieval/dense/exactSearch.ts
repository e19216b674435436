import { availableParallelism } from 'node:os';

import type { Hit } from '../bm25/topK.ts';
import { openRangeScan } from './openRangeScan.ts';
import type { ScanQuery, ScanRange } from './rangeScan.ts';
import { startScanThread } from './scanThread.ts';
import type { StoredVectors } from './storedVectors.ts';
import type { VectorSearch } from './vectorSearch.ts';

/** Below this many numbers a thread costs more than the scan that it takes over. */
const numbersPerThread = 2 ** 21;

/** Queries that wait are searched together, up to this many: they share the reading of the vectors. */
const together = 32;

interface Waiting extends ScanQuery {
  readonly signal: AbortSignal;
  readonly resolve: (hits: readonly Hit[]) => void;
  readonly reject: (error: unknown) => void;
}

/** One part of the vectors, searched here or in a thread. */
interface Part extends AsyncDisposable {
  search(queries: readonly ScanQuery[]): Promise<readonly (readonly Hit[])[]>;
}

/**
 * Exact search: every vector is looked at, the vectors divided among threads (`workers`; 0 = none, in the caller's
 * thread). Memory outside the heap: `heldBytes` of vectors at most and a block of 1 MiB a thread. Threads start at the
 * first search.
 */
export function exactSearch(
  vectors: StoredVectors,
  { workers = usualWorkers(vectors), heldBytes }: { readonly workers?: number; readonly heldBytes: number },
): VectorSearch {
  const waiting: Waiting[] = [];
  let parts: readonly Part[] | undefined;
  let busy = false;

  async function searchAll(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const taken = waiting.splice(0, together).filter(({ signal, reject }) => {
        if (signal.aborted) reject(signal.reason);
        return !signal.aborted;
      });
      if (taken.length === 0) continue;
      try {
        parts ??= ranges(vectors, workers, heldBytes).map(workers === 0 ? here : startScanThread);
        const queries = taken.map(({ vector, k }) => ({ vector, k }));
        const found = await Promise.all(parts.map((part) => part.search(queries)));
        for (const [at, { k, resolve }] of taken.entries()) {
          resolve(
            merged(
              found.flatMap((lists) => lists[at] ?? []),
              k,
            ),
          );
        }
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    busy = false;
  }

  return {
    search(vector, k, signal) {
      return new Promise((resolve, reject) => {
        waiting.push({ vector, k, signal, resolve, reject });
        if (!busy) void searchAll();
      });
    },
    async [Symbol.asyncDispose]() {
      for (const part of parts ?? []) await part[Symbol.asyncDispose]();
    },
  };
}

function usualWorkers({ count, dimensions }: StoredVectors): number {
  return Math.min(availableParallelism(), Math.floor((count * dimensions) / numbersPerThread));
}

function ranges(vectors: StoredVectors, workers: number, heldBytes: number): readonly ScanRange[] {
  const parts = Math.max(1, workers);
  return Array.from({ length: parts }, (_, part) => ({
    vectors,
    from: Math.floor((vectors.count * part) / parts),
    to: Math.floor((vectors.count * (part + 1)) / parts),
    heldBytes: heldBytes / parts,
  }));
}

function here(range: ScanRange): Part {
  const scan = openRangeScan(range);
  return {
    search: async (queries) => scan.search(queries),
    [Symbol.asyncDispose]: async () => scan[Symbol.dispose](),
  };
}

function merged(hits: readonly Hit[], k: number): readonly Hit[] {
  return hits.toSorted((a, b) => b.score - a.score || a.position - b.position).slice(0, k);
}
