import { closeSync, openSync } from 'node:fs';
import path from 'node:path';

import { denseFiles } from './denseFiles.ts';
import type { VectorStore } from './denseSettings.ts';
import { float16Table } from './float16.ts';
import { readFully } from './vectorBlocks.ts';

/** The vectors of an index folder. */
export interface StoredVectors {
  readonly folder: string;
  readonly store: VectorStore;
  readonly count: number;
  readonly dimensions: number;
}

/** The file whose numbers decide the scores. */
export function vectorFile({ folder, store }: Pick<StoredVectors, 'folder' | 'store'>): string {
  return path.join(folder, store === 'float16' ? denseFiles.float16 : denseFiles.float32);
}

/** Single vectors, read when asked for. */
export interface VectorReader extends Disposable {
  /** Valid until the next is read. */
  at(position: number): Float32Array;
}

export function openVectorReader(vectors: StoredVectors): VectorReader {
  const { store, dimensions } = vectors;
  const file = vectorFile(vectors);
  const handle = openSync(file, 'r');
  const bytes = new Uint8Array(dimensions * (store === 'float16' ? 2 : 4));
  const floats = store === 'float16' ? new Float32Array(dimensions) : new Float32Array(bytes.buffer);
  const decode = store === 'float16' ? float16Decoder() : undefined;
  return {
    at(position) {
      readFully(handle, bytes, position * bytes.length, file);
      decode?.(bytes, floats);
      return floats;
    },
    [Symbol.dispose]: () => closeSync(handle),
  };
}

/** Decodes 16-bit floats into `to`. `bytes` must begin on an even offset of their buffer. */
export function float16Decoder(): (bytes: Uint8Array<ArrayBuffer>, to: Float32Array) => void {
  const table = float16Table();
  return ({ buffer, byteOffset, length }, to) => {
    const halves = new Uint16Array(buffer, byteOffset, length / 2);
    for (let at = 0; at < halves.length; at++) to[at] = table[halves[at] ?? 0] ?? 0;
  };
}
