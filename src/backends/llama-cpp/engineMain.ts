import { RagstoneError, toError } from '../../errors.ts';
import type { Engine } from './openEngine.ts';
import { type Ask, type FailedCode, type FromEngine, type LoadAsk, toEngineSchema } from './messages.ts';

/** The engine's process: takes what is asked from its parent and ends with it. */
const atWork = new Map<number, AbortController>();
let engine: Promise<Engine> | undefined;

process.on('message', (message) => {
  const read = toEngineSchema.parse(message);
  if ('cancel' in read) atWork.get(read.cancel)?.abort();
  else void work(read.id, read.what);
});
process.on('disconnect', () => process.exit());

async function work(id: number, what: Ask): Promise<void> {
  const controller = new AbortController();
  atWork.set(id, controller);
  try {
    tell({ id, value: await answer(what, controller.signal) });
  } catch (error) {
    const { message } = toError(error);
    tell({ id, failed: { code: codeOf(error), message } });
  } finally {
    atWork.delete(id);
  }
}

async function answer(what: Ask, signal: AbortSignal): Promise<unknown> {
  if (what.ask === 'load') {
    engine = load(what);
    return (await engine).loaded;
  }
  const loaded = await engine;
  if (loaded === undefined) throw new RagstoneError('internal', 'A model was asked before it was loaded.');
  switch (what.ask) {
    case 'generate':
      return loaded.generate(what, signal);
    case 'embed':
      return loaded.embed(what, signal);
    case 'rerank':
      return loaded.rerank(what, signal);
    case 'count':
      return loaded.count(what.prompt);
  }
}

async function load(what: LoadAsk): Promise<Engine> {
  const { openEngine } = await import('./openEngine.ts').catch((error: unknown) => {
    const { message } = toError(error);
    throw message.includes("'node-llama-cpp'")
      ? new RagstoneError(
          'unsupported',
          'To run a GGUF file in process, install node-llama-cpp: npm install node-llama-cpp@3.22.1',
        )
      : error;
  });
  return openEngine(what);
}

function tell(message: FromEngine): void {
  process.send?.(message);
}

function codeOf(error: unknown): FailedCode {
  if (!(error instanceof RagstoneError)) return 'backend';
  const { code } = error;
  return code === 'unsupported' || code === 'context-overflow' || code === 'bad-file' ? code : 'backend';
}
