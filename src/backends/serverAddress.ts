import { RagstoneError } from '../errors.ts';

/**
 * The root of a server from its address: `/v1` at the end is left out.
 * @throws RagstoneError `usage` for anything but an http or https address without user, password and query
 */
export function serverAddress(address: string): URL {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new RagstoneError(
      'usage',
      `"${address}" is not the address of a server: write http://host:port/v1.`,
      {
        input: address,
      },
    );
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    // The address is not repeated: it may hold a secret, and stands in records otherwise.
    throw new RagstoneError(
      'usage',
      `The address of the server at ${url.host} holds a user, a password or a query: put the key into an environment variable and name it.`,
    );
  }
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '');
  return url;
}
