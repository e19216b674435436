import { backendFault } from '../fault.ts';

/**
 * Streams the `data` of server-sent events (WHATWG HTML, section 9.2): lines end in LF, CR or CRLF, wherever the
 * chunks are cut; comments and other fields are passed over. An event that the stream cuts off is not delivered.
 * @throws RagstoneError `backend` (malformed) for invalid UTF-8.
 */
export async function* sseEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let data: string[] = [];
  for await (const chunk of chunks) {
    rest += decoded(utf8, chunk);
    // A CR at the end may be the first half of a CRLF.
    const cut = rest.endsWith('\r') ? rest.length - 1 : rest.length;
    const lines = rest.slice(0, cut).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '') + rest.slice(cut);
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield data.join('\n');
        data = [];
      } else if (line === 'data') data.push('');
      else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
    }
  }
  decoded(utf8);
  // A stream that ends in a lone CR ended its last line, and perhaps its last event.
  if (rest === '\r' && data.length > 0) yield data.join('\n');
}

function decoded(utf8: Pick<InstanceType<typeof TextDecoder>, 'decode'>, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? utf8.decode() : utf8.decode(chunk, { stream: true });
  } catch (error) {
    throw backendFault('malformed', 'The server streamed bytes that are not UTF-8.', error);
  }
}
