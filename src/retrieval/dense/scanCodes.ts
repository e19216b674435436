import { closeSync, openSync } from 'node:fs';
import path from 'node:path';

import { bestHits } from './bestHits.ts';
import { denseFiles } from './denseFiles.ts';
import { dot, dotCodes } from './dot.ts';
import type { RangeScan, ScanQuery, ScanRange } from './rangeScan.ts';
import { openVectorReader, type StoredVectors } from './storedVectors.ts';
import { readFully, vectorBlocks } from './vectorBlocks.ts';

/**
 * Scans codes of eight bits, and computes exact scores of those passages alone that can be among the best: a score is
 * off by at most |query| × the vector's error (Cauchy and Schwarz), so what is out of reach even so is left out and
 * the result is that of the float32 vectors. Memory: 8 bytes a passage besides the blocks.
 */
export function scanCodes({ vectors, from, to, heldBytes }: ScanRange): RangeScan {
  const { folder, dimensions } = vectors;
  const file = path.join(folder, denseFiles.codes);
  const source = vectorBlocks({ file, vectorBytes: dimensions, from, to, heldBytes });
  const exact = openVectorReader(vectors);
  const scales = floatsOf(vectors, denseFiles.scales, from, to);
  const errors = floatsOf(vectors, denseFiles.errors, from, to);
  return {
    search(queries) {
      const open = queries.map((query) => candidates(query));
      for (const block of source.blocks()) {
        const codes = new Int8Array(block.bytes.buffer, 0, block.count * dimensions);
        for (const { query, length, offer } of open) {
          for (let at = 0; at < block.count; at++) {
            const index = block.from + at - from;
            const near = (scales[index] ?? 0) * dotCodes(query, codes, at * dimensions);
            offer(from + index, near, length * (errors[index] ?? 0));
          }
        }
      }
      return open.map(({ query, k, kept }) => {
        const best = bestHits(k);
        for (const position of kept()) best.offer(position, dot(query, exact.at(position), 0));
        return best.sorted();
      });
    },
    [Symbol.dispose]() {
      source[Symbol.dispose]();
      exact[Symbol.dispose]();
    },
  };
}

/** Passages that may be among the best `k` of a query, as far as the scan has come. */
interface Candidates {
  readonly query: Float64Array;
  readonly k: number;
  /** Of the query's vector. */
  readonly length: number;
  /** A passage whose score is `near`, give or take `error`. Positions ascend. */
  readonly offer: (position: number, near: number, error: number) => void;
  readonly kept: () => readonly number[];
}

/** Candidates that may gather, above twice those of the last look, before those out of reach are dropped. */
const gathered = 4096;

function candidates({ vector, k }: ScanQuery): Candidates {
  const lowest = bestHits(k);
  let found: { readonly position: number; readonly highest: number }[] = [];
  let lookAt = gathered;
  // The floor is what k passages reach at the least.
  const inReach = (): typeof found => found.filter(({ highest }) => highest >= lowest.floor());
  return {
    query: Float64Array.from(vector),
    k,
    length: Math.sqrt(dot(Float64Array.from(vector), vector, 0)),
    offer(position, near, error) {
      const highest = near + error;
      const reaches = highest >= lowest.floor();
      lowest.offer(position, near - error);
      if (!reaches) return;
      found.push({ position, highest });
      if (found.length < lookAt) return;
      found = inReach();
      lookAt = 2 * found.length + gathered;
    },
    kept: () => inReach().map(({ position }) => position),
  };
}

/** The numbers of a range out of a file that has one for each vector. */
function floatsOf({ folder }: StoredVectors, name: string, from: number, to: number): Float32Array {
  const label = path.join(folder, name);
  const floats = new Float32Array(to - from);
  const handle = openSync(label, 'r');
  try {
    readFully(handle, new Uint8Array(floats.buffer), from * 4, label);
    return floats;
  } finally {
    closeSync(handle);
  }
}
