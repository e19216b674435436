import type { SourceFile } from '../../io/sourceFile.ts';

/** Bytes kept from both ends of the file: `Domain` stands beside `Data`, never inside it. */
const kept = 4096;

/**
 * The `Domain` of a TriviaQA file (`Wikipedia`, `Web`, `unfiltered-web`), which stands behind its questions as a rule.
 * Found by streaming the bytes once, without parsing; `undefined` where there is none.
 */
export async function triviaqaDomain(file: SourceFile, signal: AbortSignal): Promise<string | undefined> {
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  for await (const chunk of file.bytes(signal)) {
    if (head.length < kept) head = Buffer.concat([head, chunk.subarray(0, kept - head.length)]);
    tail = Buffer.from(Buffer.concat([tail, chunk]).subarray(-kept));
  }
  const behind = tail.toString('latin1');
  const before = head.toString('latin1').split('"Data"')[0] ?? '';
  const outside = `${before}${behind.slice(behind.lastIndexOf(']') + 1)}`;
  return /"Domain"\s*:\s*"([^"]*)"/.exec(outside)?.[1];
}
