import type { IncomingMessage } from 'node:http';

import { type Reply, refusal } from './reply.ts';

/** A request's body as text, or why it is refused: too large, cut off, or not UTF-8. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<string | Reply> {
  const tooLarge = refusal(413, 'too-large', `A request may have ${mostBytes} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostBytes) return tooLarge;
      chunks.push(chunk);
    }
  } catch {
    return refusal(400, 'cut-off', 'The request broke off.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return refusal(400, 'bad-text', 'The request is not valid UTF-8.');
  }
}
