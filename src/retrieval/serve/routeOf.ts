import type { IncomingMessage } from 'node:http';

import { isOwnHost } from './isOwnHost.ts';
import { type Reply, refusal } from './reply.ts';

const methods = { '/health': 'GET', '/search': 'POST' } as const;

type Path = keyof typeof methods;

/** What a request is for, by its head alone, or why it is refused. */
export function routeOf({ url = '', method, headers }: IncomingMessage, host: string): Path | Reply {
  if (!isOwnHost(headers.host, host)) {
    return refusal(403, 'other-host', 'This server answers to its own address only, not to the Host given.');
  }
  const path = url.split('?', 1)[0];
  if (path !== '/health' && path !== '/search') {
    return refusal(404, 'unknown-path', 'There are GET /health and POST /search.');
  }
  const allow = methods[path];
  if (method !== allow) return refusal(405, 'wrong-method', `${path} takes ${allow}.`, { allow });
  // A browser sends this type to another site only after asking, and is not allowed to.
  if (path === '/search' && !/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '')) {
    return refusal(415, 'wrong-type', 'A search has the content-type application/json.');
  }
  return path;
}
