import { examineModel } from '../../backends/doctor/examineModel.ts';
import { openLoaded } from '../../backends/doctor/openLoaded.ts';
import { surveyServer } from '../../backends/doctor/surveyServer.ts';
import type { HttpServer } from '../../backends/openHttpServer.ts';
import { examining } from './examining.ts';
import type { ModelServer } from './modelServer.ts';

/** A server behind HTTP, whose models are probed. */
export function httpModelServer(
  server: HttpServer,
  depth: 'short' | 'full',
  signal: AbortSignal,
): ModelServer {
  return {
    server,
    async survey(model) {
      return (await examining(depth, () => surveyServer(server, model))).examined;
    },
    async examine(opened, needed) {
      const { examined, found } = await examining(depth, async () =>
        examineModel(await openLoaded(server, opened, signal), { depth, ...needed }, signal),
      );
      // Probes never throw: one that was stopped found nothing out.
      signal.throwIfAborted();
      return { examined, can: found.can };
    },
  };
}
