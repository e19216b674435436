/**
 * Cuts a GGUF file (version 3, 32-bit floats) in two as llama.cpp's `gguf-split` does: the header and the first `count`
 * tensors in the first part, the others in the second, with `split.no`, `split.count` and `split.tensors.count` in both.
 */
export function splitGguf(whole: Buffer, count: number): readonly [Buffer, Buffer] {
  const tensorCount = Number(whole.readBigUInt64LE(8));
  const valueCount = Number(whole.readBigUInt64LE(16));
  let at = 24;
  for (let n = 0; n < valueCount; n++) {
    at = afterText(whole, at);
    at = afterValue(whole, at + 4, whole.readUInt32LE(at));
  }
  const values = whole.subarray(24, at);
  const tensors = Array.from({ length: tensorCount }, () => {
    const from = at;
    const name = afterText(whole, at);
    const dimensions = whole.readUInt32LE(name);
    const shape = Array.from({ length: dimensions }, (_, n) =>
      Number(whole.readBigUInt64LE(name + 4 + 8 * n)),
    );
    const type = name + 4 + 8 * dimensions;
    at = type + 12;
    const info = whole.subarray(from, type + 4);
    const size = 4 * shape.reduce((product, length) => product * length, 1);
    return { info, size, offset: Number(whole.readBigUInt64LE(type + 4)) };
  });
  const data = aligned(at);
  const part = (no: number, chosen: typeof tensors, kept: Buffer, keptCount: number): Buffer => {
    const split = [u16('split.no', no), u16('split.count', 2), i32('split.tensors.count', tensorCount)];
    let offset = 0;
    const infos = chosen.map(({ info, size }) => {
      const placed = Buffer.concat([info, u64(offset)]);
      offset += aligned(size);
      return placed;
    });
    const head = Buffer.concat([
      whole.subarray(0, 8),
      u64(chosen.length),
      u64(keptCount + split.length),
      kept,
      ...split,
      ...infos,
    ]);
    const bytes = chosen.map((tensor) =>
      padded(whole.subarray(data + tensor.offset, data + tensor.offset + tensor.size)),
    );
    return Buffer.concat([padded(head), ...bytes]);
  };
  return [
    part(0, tensors.slice(0, count), values, valueCount),
    part(1, tensors.slice(count), Buffer.alloc(0), 0),
  ];
}

function afterText(bytes: Buffer, at: number): number {
  return at + 8 + Number(bytes.readBigUInt64LE(at));
}

/** The types that test models have: u32, i32 and f32 (4 to 6), bool (7), text (8), arrays (9). */
function afterValue(bytes: Buffer, at: number, type: number): number {
  if (type === 7) return at + 1;
  if (type === 8) return afterText(bytes, at);
  if (type !== 9) return at + 4;
  const length = Number(bytes.readBigUInt64LE(at + 4));
  let end = at + 12;
  for (let n = 0; n < length; n++) end = afterValue(bytes, end, bytes.readUInt32LE(at));
  return end;
}

function aligned(size: number): number {
  return Math.ceil(size / 32) * 32;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length) - bytes.length)]);
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function u16(key: string, value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUInt32LE(2);
  bytes.writeUInt16LE(value, 4);
  return Buffer.concat([u64(key.length), Buffer.from(key), bytes]);
}

function i32(key: string, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(5);
  bytes.writeInt32LE(value, 4);
  return Buffer.concat([u64(key.length), Buffer.from(key), bytes]);
}
