/**
 * The first bytes of a stream (at least `size`, or all of a shorter one) and the whole stream again.
 * Whoever does not go on to read `all` must call `close`.
 */
export async function peek(
  bytes: AsyncIterable<Buffer>,
  size: number,
): Promise<{
  readonly head: Buffer;
  readonly all: AsyncGenerator<Buffer>;
  readonly close: () => Promise<void>;
}> {
  const iterator = bytes[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let length = 0;
  while (length < size) {
    const next = await iterator.next();
    if (next.done === true) break;
    seen.push(next.value);
    length += next.value.length;
  }
  const close = async (): Promise<void> => {
    await iterator.return?.();
  };
  const all = async function* (): AsyncGenerator<Buffer> {
    try {
      yield* seen;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        yield next.value;
    } finally {
      await close();
    }
  };
  return { head: Buffer.concat(seen), all: all(), close };
}
