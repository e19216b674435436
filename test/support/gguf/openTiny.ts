import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { type LlamaServerSpec, openLlamaServer } from '../../../src/backends/llama-cpp/openLlamaServer.ts';
import type { Server } from '../../../src/ports/backend.ts';
import { tinyAdapter, tinyGguf, type TinyOptions } from './tinyGguf.ts';

export interface TinyServer {
  readonly server: Server;
  readonly file: string;
  /** A LoRA adapter for the model. */
  readonly adapter: string;
}

type Options = TinyOptions & Omit<LlamaServerSpec, 'file'>;

/** The tiny model in a process of its own, on one thread; both go with the test. */
export async function openTiny(options: Options = {}): Promise<TinyServer> {
  const tiny = await start(options);
  onTestFinished(tiny.close);
  return tiny;
}

/** The same for all tests of a file: starting takes most of a second. */
export function sharedTiny(options: Options = {}): () => TinyServer {
  let tiny: Awaited<ReturnType<typeof start>> | undefined;
  beforeAll(async () => (tiny = await start(options)));
  afterAll(async () => tiny?.close());
  return () => {
    if (tiny === undefined) throw new Error('The tiny model is not open yet.');
    return tiny;
  };
}

async function start(options: Options): Promise<TinyServer & { readonly close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'ragstone-gguf-'));
  const file = join(folder, 'tiny.gguf');
  const adapter = join(folder, 'adapter.gguf');
  await writeFile(file, tinyGguf(options));
  await writeFile(adapter, tinyAdapter());
  const { threads = 1, sequences = 1, contextTokens, cacheType } = options;
  const server = await openLlamaServer(
    {
      file,
      threads,
      sequences,
      ...(contextTokens !== undefined && { contextTokens }),
      ...(cacheType !== undefined && { cacheType }),
    },
    new AbortController().signal,
  );
  const close = async (): Promise<void> => {
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  };
  return { server, file, adapter, close };
}
