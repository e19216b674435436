import { openCorpus } from '../../datasets/open/openCorpus.ts';
import { loadEngine } from '../../retrieval/engines/loadEngine.ts';
import { pushCorpus } from '../../retrieval/engines/pushCorpus.ts';
import { progressLine } from '../ui/progressLine.ts';
import { interruptible } from './data/interruptible.ts';

interface PushFlags {
  readonly module: string;
  readonly format?: string;
  readonly batch: number;
  readonly json?: true;
}

/** `ragstone index push`: uploads a corpus to the engine that a module of the user's own opens. */
export async function indexPushCommand(
  location: string,
  raw: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { module, format, batch, json } = raw as unknown as PushFlags;
  const engine = await loadEngine(module);
  using stop = interruptible('Stopped. What was uploaded stays; the same command goes on.');
  const { signal } = stop;
  const corpus = await openCorpus(location, signal, format === undefined ? {} : { format });
  const progress = progressLine(corpus.name, 'passages');
  const pushed = await pushCorpus(engine, corpus, {
    batch,
    signal,
    onProgress: ({ phase, passages, total }) =>
      progress.update({ done: passages, ...(total !== undefined && { total }), note: phase }),
  }).finally(() => progress.end());
  const { name, passages, sha256 } = pushed.corpus;
  process.stdout.write(
    json === true
      ? `${JSON.stringify(pushed)}\n`
      : `${name}: ${pushed.added} passages uploaded, ${passages} in the engine, sha256 ${sha256}\n`,
  );
}
