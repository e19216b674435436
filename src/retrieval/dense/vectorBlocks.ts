import { closeSync, openSync, readSync } from 'node:fs';

import { RagstoneError } from '../../errors.ts';

/** Which vectors of a file to read, and how many of their bytes may stay in memory. */
export interface BlockRange {
  readonly file: string;
  readonly vectorBytes: number;
  readonly from: number;
  readonly to: number;
  readonly heldBytes: number;
}

/** Some vectors that lie side by side; valid until the next block is read. */
interface VectorBlock {
  /** Position of the first. */
  readonly from: number;
  readonly count: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes of a block: small enough for the processor's second cache, so that several queries share one reading. */
const blockBytes = 2 ** 20;

/** The vectors of a range, block by block. Memory outside the heap: one block, and what may be held. */
export interface VectorBlocks extends Disposable {
  blocks(): Generator<VectorBlock>;
}

/**
 * Reads blocks as they are asked for: those that fit into `heldBytes` once, the others each time, through the
 * operating system's cache, into one buffer. Node can map no file into memory.
 * @throws RagstoneError `bad-file` when the file ends too early.
 */
export function vectorBlocks({ file, vectorBytes, from, to, heldBytes }: BlockRange): VectorBlocks {
  const perBlock = Math.max(1, Math.floor(blockBytes / vectorBytes));
  const held: Uint8Array<ArrayBuffer>[] = [];
  let room = Math.floor(heldBytes / (perBlock * vectorBytes));
  const passing = new Uint8Array(perBlock * vectorBytes);
  const handle = openSync(file, 'r');
  return {
    *blocks() {
      for (let at = from, index = 0; at < to; at += perBlock, index++) {
        const count = Math.min(perBlock, to - at);
        const kept = held[index];
        if (kept !== undefined) {
          yield { from: at, count, bytes: kept };
          continue;
        }
        const keep = room > 0;
        const bytes = keep ? new Uint8Array(count * vectorBytes) : passing.subarray(0, count * vectorBytes);
        readFully(handle, bytes, at * vectorBytes, file);
        if (keep) {
          held[index] = bytes;
          room--;
        }
        yield { from: at, count, bytes };
      }
    },
    [Symbol.dispose]: () => closeSync(handle),
  };
}

/** Fills `bytes` from the byte `position` of an open file. @throws RagstoneError `bad-file` when it ends before. */
export function readFully(handle: number, bytes: Uint8Array, position: number, label: string): void {
  for (let at = 0; at < bytes.length;) {
    const read = readSync(handle, bytes, at, bytes.length - at, position + at);
    if (read === 0) {
      throw new RagstoneError('bad-file', 'The vectors are cut short: build the index again.', {
        place: { file: label },
      });
    }
    at += read;
  }
}
