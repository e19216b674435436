import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openHttpServer } from '../../../backends/openHttpServer.ts';
import { openAnswerStore } from '../../../backends/store/answerStore.ts';
import { openLimiter } from '../../../backends/wrappers/limiter.ts';
import { withCache } from '../../../backends/wrappers/withCache.ts';
import { withLimiter } from '../../../backends/wrappers/withLimiter.ts';
import { withRetry } from '../../../backends/wrappers/withRetry.ts';
import { RagstoneError } from '../../../errors.ts';
import { closedTogether } from '../../../io/closedTogether.ts';
import { keyedRandom } from '../../../statistics/keyedRandom.ts';
import { labeller, type Labeller } from '../../../training/labels/labeller.ts';

/** A labelling model, open until it is disposed. */
export interface OpenLabeller extends AsyncDisposable {
  readonly labeller: Labeller;
}

/**
 * The model that `--labeller NAME=ADDRESS` names. Its answers are kept in `labels.sqlite` in the folder: what was
 * answered before a break is not asked for again.
 * @throws RagstoneError `usage` for anything else, `unsupported` for a model that takes no chats, and as opening does
 */
export async function openLabeller(
  named: string,
  folder: string,
  { keyEnv, concurrency }: { readonly keyEnv: string | undefined; readonly concurrency: number },
  signal: AbortSignal,
): Promise<OpenLabeller> {
  const at = named.lastIndexOf('=http');
  if (at < 1) {
    throw new RagstoneError(
      'usage',
      `--labeller ${named}: write NAME=ADDRESS, such as qwen=http://host:8000/v1.`,
      {
        input: named,
      },
    );
  }
  const closing = closedTogether();
  try {
    const key = keyEnv === undefined ? {} : { key: { env: keyEnv } };
    const spec = { address: named.slice(at + 1), ...key };
    const server = closing.use(await openHttpServer(spec, signal, { concurrency }));
    const backend = await server.open(named.slice(0, at));
    await mkdir(folder, { recursive: true });
    const answers = openAnswerStore(path.join(folder, 'labels.sqlite'));
    closing.use({ [Symbol.asyncDispose]: async () => answers[Symbol.dispose]() });
    const limiter = openLimiter(concurrency);
    const retrying = withRetry(backend, {
      random: keyedRandom(0, 'retry', 'labeller'),
      onFault: ({ fault }) => fault === 'overloaded' && limiter.overloaded(),
    });
    const kept = withCache(withLimiter(retrying, limiter), answers, { repeat: 0 });
    return { labeller: labeller(kept), [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose]() };
  } catch (error) {
    await closing[Symbol.asyncDispose]();
    throw error;
  }
}
