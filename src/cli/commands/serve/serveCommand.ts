import { isIP } from 'node:net';

import { RagstoneError } from '../../../errors.ts';
import { openSearchServer, type SearchServer } from '../../../retrieval/serve/openSearchServer.ts';
import { progressLine } from '../../ui/progressLine.ts';
import { terminalSafe } from '../../ui/terminalSafe.ts';
import { openServed, type ServedChoice } from './openServed.ts';

interface ServeFlags extends ServedChoice {
  readonly host: string;
  readonly port: number;
  readonly maxK: number;
  readonly maxQueries: number;
  readonly maxRequests: number;
  /** Seconds. */
  readonly timeout: number;
}

/** Milliseconds that searches in work have left when the server is told to stop. */
const graceMs = 10_000;

/** `ragstone serve`: answers until Ctrl-C or SIGTERM, then finishes what is in work; a second one stops at once. */
export async function serveCommand(target: string, raw: Readonly<Record<string, unknown>>): Promise<number> {
  const flags = raw as unknown as ServeFlags;
  using stop = stopRequests();
  const progress = progressLine('index', 'passages');
  await using served = await openServed(target, flags, {
    signal: stop.signal,
    onProgress: (_corpus, passages) => progress.update({ done: passages }),
  }).finally(() => progress.end());
  const { host, port } = flags;
  const server = await openSearchServer(served.retriever, {
    host,
    port,
    limits: {
      k: flags.maxK,
      queries: flags.maxQueries,
      requests: flags.maxRequests,
      timeoutMs: 1000 * flags.timeout,
    },
    onFault: (error) => say(`fault: ${error.message}`),
  });
  for (const warning of served.warnings) say(`note: ${warning}`);
  if (!isLoopback(host)) {
    say(
      `note: ${host} can be reached from other machines: whoever reaches it can search and read all passages.`,
    );
  }
  process.stdout.write(`${server.url}\n`);
  say('Answers POST /search and GET /health. Ctrl-C stops.');
  await closed(server, stop.signal, stop.again);
  return 0;
}

async function closed(server: SearchServer, stop: AbortSignal, again: AbortSignal): Promise<void> {
  await aborted(stop);
  say('Finishing the searches in work; press Ctrl-C again to stop at once.');
  await Promise.race([server.close(graceMs), aborted(again).then(() => server.close(0))]);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function say(text: string): void {
  process.stderr.write(`${terminalSafe(text)}\n`);
}

function stopRequests(): Disposable & { readonly signal: AbortSignal; readonly again: AbortSignal } {
  const first = new AbortController();
  const second = new AbortController();
  const onSignal = (): void => {
    if (first.signal.aborted) second.abort();
    else first.abort(new RagstoneError('interrupted', 'Stopped before anything was served.'));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: first.signal,
    again: second.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
