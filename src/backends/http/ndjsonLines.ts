import { backendFault } from '../fault.ts';

/**
 * Streams the lines of newline-delimited JSON, blank ones left out. What stands behind the last line break is
 * delivered too: a value that was cut off is no JSON.
 * @throws RagstoneError `backend` (malformed) for invalid UTF-8.
 */
export async function* ndjsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const decoded = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? utf8.decode() : utf8.decode(chunk, { stream: true });
    } catch (error) {
      throw backendFault('malformed', 'The server streamed bytes that are not UTF-8.', error);
    }
  };
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoded(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  rest += decoded();
  if (rest.trim() !== '') yield rest;
}
