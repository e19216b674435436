/** A value of a GGUF header with its type. */
export type GgufValue =
  | { readonly u32: number }
  | { readonly f32: number }
  | { readonly bool: boolean }
  | { readonly text: string }
  | { readonly texts: readonly string[] }
  | { readonly i32s: readonly number[] };

/** A tensor of 32-bit floats; `shape` begins with the length of a row, as in the file. */
export interface GgufTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const alignment = 32;

/** A GGUF file, version 3 (ggml's `docs/gguf.md`), little-endian. */
export function ggufBytes(
  header: Readonly<Record<string, GgufValue>>,
  tensors: Readonly<Record<string, GgufTensor>>,
): Buffer {
  const parts: Buffer[] = [
    Buffer.from('GGUF'),
    u32(3),
    u64(Object.keys(tensors).length),
    u64(Object.keys(header).length),
  ];
  for (const [key, value] of Object.entries(header)) parts.push(text(key), typed(value));
  let offset = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    parts.push(text(name), u32(shape.length), ...shape.map(u64), u32(0), u64(offset));
    offset += padded(values.byteLength);
  }
  const head = Buffer.concat(parts);
  const data = Object.values(tensors).map(({ values }) =>
    filled(Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  );
  return Buffer.concat([filled(head), ...data]);
}

function typed(value: GgufValue): Buffer {
  if ('u32' in value) return Buffer.concat([u32(4), u32(value.u32)]);
  if ('f32' in value) {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value.f32);
    return Buffer.concat([u32(6), bytes]);
  }
  if ('bool' in value) return Buffer.concat([u32(7), Buffer.of(value.bool ? 1 : 0)]);
  if ('text' in value) return Buffer.concat([u32(8), text(value.text)]);
  if ('texts' in value)
    return Buffer.concat([u32(9), u32(8), u64(value.texts.length), ...value.texts.map(text)]);
  return Buffer.concat([u32(9), u32(5), u64(value.i32s.length), ...value.i32s.map(u32)]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function padded(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

function filled(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(padded(bytes.length) - bytes.length)]);
}
