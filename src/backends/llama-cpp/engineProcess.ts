import { type ChildProcess, fork } from 'node:child_process';
import { z } from 'zod';
import { RagstoneError } from '../../errors.ts';
import { siblingModule } from '../../io/siblingModule.ts';
import { backendFault } from '../fault.ts';
import {
  type Ask,
  fromEngineSchema,
  type LoadAsk,
  type Loaded,
  loadedSchema,
  type ToEngine,
  toEngineSchema,
} from './messages.ts';

/** llama.cpp in a process of its own: native code that aborts takes nothing else with it. */
export interface EngineProcess extends AsyncDisposable {
  readonly loaded: Loaded;
  /**
   * @throws RagstoneError what the engine says; `backend` (server-error) when its process ends meanwhile: the next
   * request starts another
   */
  ask<T>(what: Ask, answer: z.ZodType<T>, signal: AbortSignal): Promise<T>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Running {
  readonly child: ChildProcess;
  readonly waiting: Map<number, Waiting>;
  /** Settles when the process has ended. */
  readonly ended: Promise<void>;
}

/** Loads a model into a process. @throws RagstoneError `backend` when it cannot be loaded */
export async function openEngineProcess(
  model: Omit<LoadAsk, 'ask'>,
  signal: AbortSignal,
): Promise<EngineProcess> {
  const load = async (its: AbortSignal): Promise<{ readonly running: Running; readonly loaded: Loaded }> => {
    const running = start(model.file);
    try {
      return { running, loaded: await askOf(running, { ask: 'load', ...model }, loadedSchema, its) };
    } catch (error) {
      await end(running);
      throw error;
    }
  };
  const first = await load(signal);
  let current: Promise<Running> | undefined = Promise.resolve(first.running);
  let closed = false;
  const whenItEnds = (running: Running): Running => {
    void running.ended.then(() => (current = undefined));
    return running;
  };
  whenItEnds(first.running);
  const restart = (): Promise<Running> => {
    if (closed) throw new RagstoneError('internal', 'The model engine is closed.');
    // Several requests may wait for it: it is not one's to abort.
    const started = load(new AbortController().signal).then(({ running }) => whenItEnds(running));
    started.catch(() => (current = undefined));
    return started;
  };
  return {
    loaded: first.loaded,
    async ask(what, answer, its) {
      its.throwIfAborted();
      current ??= restart();
      return askOf(await current, what, answer, its);
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      const running = await current?.catch(() => undefined);
      if (running !== undefined) await end(running);
    },
  };
}

function start(file: string): Running {
  // node-llama-cpp starts processes of its own with the same execArgv: none of ours may be in it.
  const child = fork(siblingModule(import.meta.url, 'engineMain'), {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, GGML_NO_BACKTRACE: '1' },
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (said = (said + chunk).slice(-2000)));
  const waiting = new Map<number, Waiting>();
  child.on('message', (message) => receive(waiting, message));
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('close', (code, by) => {
      const how = by ?? `exit status ${code}`;
      const last = said.trim().split('\n').slice(-3).join(' ').trim();
      const fault = backendFault(
        'server-error',
        `llama.cpp ended (${how}) at work on ${file}${last === '' ? '' : `: ${last}`}. The model file may be broken, or memory ran out. The next request starts it again.`,
      );
      for (const { reject } of waiting.values()) reject(fault);
      waiting.clear();
      resolve();
    });
  });
  return { child, waiting, ended };
}

async function askOf<T>(
  { child, waiting }: Running,
  what: Ask,
  answer: z.ZodType<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  const id = nextId(waiting);
  const request = toEngineSchema.safeParse({ id, what });
  if (!request.success) {
    const why = z.prettifyError(request.error);
    throw new RagstoneError('unsupported', `llama.cpp cannot be asked that: ${why}`, { input: what });
  }
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const abort = (): void => {
    waiting.delete(id);
    if (child.connected) child.send({ cancel: id } satisfies ToEngine);
    reject(signal.reason);
  };
  waiting.set(id, { resolve, reject });
  signal.addEventListener('abort', abort, { once: true });
  try {
    child.send(request.data, (error) => {
      if (error !== null) reject(backendFault('connection', 'llama.cpp takes no requests.', error));
    });
    const read = answer.safeParse(await promise);
    if (!read.success) {
      throw backendFault('malformed', 'llama.cpp answered in another form than was asked for.', read.error);
    }
    return read.data;
  } finally {
    waiting.delete(id);
    signal.removeEventListener('abort', abort);
  }
}

/** Numbers of requests that were given up are not used again while their answers may come. */
function nextId(waiting: ReadonlyMap<number, Waiting>): number {
  let id = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  while (waiting.has(id)) id++;
  return id;
}

function receive(waiting: ReadonlyMap<number, Waiting>, message: unknown): void {
  const read = fromEngineSchema.safeParse(message);
  if (!read.success) return;
  const asker = waiting.get(read.data.id);
  if ('failed' in read.data) {
    const { code, message: why } = read.data.failed;
    asker?.reject(code === 'backend' ? backendFault('server-error', why) : new RagstoneError(code, why));
  } else asker?.resolve(read.data.value);
}

async function end({ child, ended }: Running): Promise<void> {
  // It holds nothing that could be lost.
  child.kill('SIGKILL');
  await ended;
}
