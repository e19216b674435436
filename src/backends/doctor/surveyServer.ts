import type { Finding } from '../../ports/finding.ts';
import { modelCards } from '../modelCards.ts';
import type { HttpServer } from '../openHttpServer.ts';

/** What a server says of itself. */
export interface Surveyed {
  readonly findings: readonly Finding[];
  /** Names of its models, where it lists them. */
  readonly listed: readonly string[];
}

/** Asks a server for its version and its models, by two or three GETs. `model` = one that is wanted of it. */
export async function surveyServer(server: HttpServer, model: string): Promise<Surveyed> {
  const began = performance.now();
  const { version, models } = await server.describe(model);
  const ms = performance.now() - began;
  // llama-server answers to any name, and lists its own.
  const listed = models ?? modelCards(await server.get('/v1/models')).map(({ id }) => id);
  const value = { kind: server.family, version };
  return {
    listed,
    findings: [
      { name: 'reachable', status: 'ok', value: true, detail: `answers in ${ms.toFixed(0)} ms` },
      { name: 'kind', status: 'ok', value, detail: `${server.family}, version ${version}` },
      listed.length === 0
        ? { name: 'models', status: 'unknown', value: null, detail: 'it lists none' }
        : { name: 'models', status: 'ok', value: listed, detail: listed.join(', ') },
    ],
  };
}
