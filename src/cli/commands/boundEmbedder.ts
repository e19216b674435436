import { openGgufServer } from '../../backends/hub/openGgufServer.ts';
import { openHttpServer } from '../../backends/openHttpServer.ts';
import { withRetry } from '../../backends/wrappers/withRetry.ts';
import { RagstoneError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import { keyedRandom } from '../../statistics/keyedRandom.ts';

/** An embedding model, open until it is disposed. */
export interface BoundEmbedder extends AsyncDisposable {
  readonly backend: Backend;
}

/**
 * The model that `--embedder` names: a GGUF file (`hf:…` too), or `NAME=ADDRESS` for one on a server.
 * @throws RagstoneError `unsupported` for a model that does not embed, and as opening does
 */
export async function boundEmbedder(
  named: string,
  keyEnv: string | undefined,
  signal: AbortSignal,
): Promise<BoundEmbedder> {
  const at = named.lastIndexOf('=http');
  const key = keyEnv === undefined ? {} : { key: { env: keyEnv } };
  const server =
    at < 1
      ? await openGgufServer({ file: named }, signal)
      : await openHttpServer({ address: named.slice(at + 1), ...key }, signal);
  const backend = await server.open(at < 1 ? named : named.slice(0, at));
  if (backend.can.does.includes('embed')) {
    const retrying = withRetry(backend, { random: keyedRandom(0, 'retry', 'embedder') });
    return { backend: retrying, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  }
  await server[Symbol.asyncDispose]();
  throw new RagstoneError('unsupported', `--embedder ${named}: this model does not embed.`, { input: named });
}
