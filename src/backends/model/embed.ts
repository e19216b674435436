import type { Embedded, EmbedRequest } from '../../ports/backend.ts';
import { backendFault } from '../fault.ts';
import type { HttpModel } from './httpModel.ts';
import { areUnit, asUnit } from './unitVectors.ts';
import { unsupported } from './unsupported.ts';

const usualBatch = 256;

/**
 * Embeds in batches that the server takes. Vectors are normalised here where the server did not; where raw ones are
 * asked for and unit vectors come, the call fails: a dot product of them would silently be a cosine.
 */
export async function embed(model: HttpModel, request: EmbedRequest, signal: AbortSignal): Promise<Embedded> {
  const { client, family, described } = model;
  const dialect = family.embed;
  if (dialect === undefined || !model.can.does.includes('embed')) {
    throw unsupported(model, 'it embeds nothing');
  }
  checkPooling(model, request.pooling);
  const began = performance.now();
  const vectors: Float32Array[] = [];
  const batch = described.batch ?? usualBatch;
  for (let from = 0; from < request.texts.length; from += batch) {
    const texts = request.texts.slice(from, from + batch);
    const body = dialect.body({
      model: described.address.model,
      adapter: described.address.text,
      texts,
      normalise: request.normalise,
      version: described.version,
    });
    const { json } = await client.post(dialect.path, body, signal);
    const read = dialect.read(json);
    if (read.length !== texts.length) {
      throw backendFault('malformed', `The server embedded ${read.length} of ${texts.length} texts.`);
    }
    vectors.push(...read);
  }
  const ms = performance.now() - began;
  if (vectors.some((vector) => vector.length !== vectors[0]?.length)) {
    throw backendFault('malformed', 'The server sent vectors of several lengths.');
  }
  if (!request.normalise && areUnit(vectors)) {
    throw unsupported(model, 'raw vectors were asked for, but those that came all have length 1');
  }
  return {
    vectors: request.normalise ? vectors.map(asUnit) : vectors,
    served: { by: 'model', queuedMs: 0, ms, retries: [] },
  };
}

/** No server takes the pooling with the request: it is held against what the server, or its user, says. */
function checkPooling(model: HttpModel, asked: EmbedRequest['pooling']): void {
  if (asked === 'server') return;
  const told = model.described.pooling ?? model.declaredPooling;
  if (told === undefined) {
    throw unsupported(
      model,
      `it does not say how it pools, so ${asked} pooling cannot be checked: declare the server's pooling, or ask for the server's`,
    );
  }
  if (told !== asked && !(asked === 'last' && told === 'last-token')) {
    throw unsupported(model, `it pools by ${told}, not ${asked}`);
  }
}
