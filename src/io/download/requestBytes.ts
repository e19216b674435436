import { type Dispatcher, request } from 'undici';
import { RagstoneError } from '../../errors.ts';

/** How requests are made; the same for every attempt of a download. */
export interface Http {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  /** Milliseconds without a byte after which a connection counts as dead. */
  readonly idleMs: number;
  /** Headers for one address, asked again at every redirect: a key must look at the origin. */
  readonly headersFor: (url: URL) => Readonly<Record<string, string>>;
}

export type Headers = Dispatcher.ResponseData['headers'];

const maxRedirects = 10;

/**
 * GETs an address and follows up to ten redirects, to http and https only.
 * @throws RagstoneError `download` for addresses that are refused; undici's and Node's errors for failed connections.
 */
export async function requestBytes(
  address: string,
  headers: Readonly<Record<string, string>>,
  http: Http,
): Promise<Dispatcher.ResponseData> {
  let url = parseAddress(address, address);
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const response = await request(url, {
      headers: {
        'user-agent': 'ragstone',
        // What is hashed and resumed is the file itself, not a compressed form of it.
        'accept-encoding': 'identity',
        ...headers,
        ...http.headersFor(url),
      },
      dispatcher: http.dispatcher,
      signal: http.signal,
      headersTimeout: http.idleMs,
      bodyTimeout: http.idleMs,
    });
    const location = response.headers['location'];
    if (![301, 302, 303, 307, 308].includes(response.statusCode) || typeof location !== 'string') {
      return response;
    }
    await response.body.dump();
    url = parseAddress(location, address, url);
  }
  throw new RagstoneError('download', `${address}: more than ${maxRedirects} redirects.`, { input: address });
}

function parseAddress(text: string, address: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url === null) {
    throw new RagstoneError('download', `${address}: "${text}" is not an address.`, { input: address });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new RagstoneError(
      'download',
      `${address}: ${url.protocol} is refused, only http and https are followed.`,
      {
        input: address,
      },
    );
  }
  return url;
}
