import type { Embedded, Generation, Reranked, Served } from '../../ports/backend.ts';

/** What a model call gives; every kind of it says who served it. */
export type Called = Generation | Embedded | Reranked;

/** An answer as it is kept: without who served it, vectors as base64 of their bytes. */
export function packedAnswer(answer: Called): string {
  return JSON.stringify({ ...answer, served: undefined }, (_key, value: unknown) =>
    value instanceof Float32Array
      ? { float32: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
      : value,
  );
}

/** The kept answer, served by what kept it. */
export function unpackedAnswer(packed: string, served: Served): Called {
  const answer = JSON.parse(packed, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'float32' in value && typeof value.float32 === 'string'
      ? new Float32Array(Uint8Array.from(Buffer.from(value.float32, 'base64')).buffer)
      : value,
  ) as Called;
  return { ...answer, served };
}
