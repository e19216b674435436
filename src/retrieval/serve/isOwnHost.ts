import { isIP } from 'node:net';

/**
 * Whether a request was meant for this server: its `Host` is an IP address, `localhost`, or the name that the server
 * was started with. A web page elsewhere can point a name of its own at this machine and so make a browser ask on its
 * behalf (DNS rebinding), but then that name stands here.
 */
export function isOwnHost(header: string | undefined, host: string): boolean {
  const name = /^(?:\[(?<ip6>[0-9a-f:.]+)\]|(?<name>[^:[\]/@\s]+))(?::\d{1,5})?$/i.exec(header ?? '')?.groups;
  if (name?.['ip6'] !== undefined) return isIP(name['ip6']) === 6;
  const plain = name?.['name']?.toLowerCase();
  return plain !== undefined && (isIP(plain) === 4 || plain === 'localhost' || plain === host.toLowerCase());
}
