import { examineEngine } from '../../backends/doctor/examineEngine.ts';
import type { Server } from '../../ports/backend.ts';
import { examining } from './examining.ts';
import type { ModelServer } from './modelServer.ts';

/** An engine in process, of which everything is known. */
export function engineModelServer(server: Server, signal: AbortSignal): ModelServer {
  return {
    server,
    survey: async () => ({ how: 'engine', at: new Date().toISOString(), ms: 0, findings: [] }),
    async examine({ backend }, { controls }) {
      const { examined, found } = await examining('engine', () => examineEngine(backend, controls, signal));
      return { examined, can: found.can };
    },
  };
}
