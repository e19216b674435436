import type { Server } from '../../ports/backend.ts';
import type { ModelServer } from './modelServer.ts';

/** A server of which nothing is found out, and why. */
export function unexamined(server: Server, because: string): ModelServer {
  const examined = { how: 'not', because } as const;
  return {
    server,
    survey: async () => examined,
    examine: async ({ backend }) => ({ examined, can: backend.can }),
  };
}
