import { bestHits } from './bestHits.ts';
import { dot } from './dot.ts';
import type { RangeScan, ScanRange } from './rangeScan.ts';
import { float16Decoder, vectorFile } from './storedVectors.ts';
import { vectorBlocks } from './vectorBlocks.ts';

/** Scans vectors of 32 or 16 bits a number: every dot product is computed. */
export function scanFloats({ vectors, from, to, heldBytes }: ScanRange): RangeScan {
  const { store, dimensions } = vectors;
  const half = store === 'float16';
  const vectorBytes = dimensions * (half ? 2 : 4);
  const source = vectorBlocks({ file: vectorFile(vectors), vectorBytes, from, to, heldBytes });
  const decode = half ? float16Decoder() : undefined;
  let decoded = new Float32Array();
  return {
    search(queries) {
      const open = queries.map(({ vector, k }) => ({ query: Float64Array.from(vector), best: bestHits(k) }));
      for (const block of source.blocks()) {
        const { bytes, count } = block;
        let floats: Float32Array = decoded;
        if (decode === undefined) floats = new Float32Array(bytes.buffer, 0, count * dimensions);
        else {
          if (decoded.length < count * dimensions) decoded = new Float32Array(count * dimensions);
          decode(bytes, decoded);
          floats = decoded;
        }
        for (const { query, best } of open) {
          for (let at = 0; at < count; at++) best.offer(block.from + at, dot(query, floats, at * dimensions));
        }
      }
      return open.map(({ best }) => best.sorted());
    },
    [Symbol.dispose]: () => source[Symbol.dispose](),
  };
}
