import { afterAll, beforeAll } from 'vitest';
import type { Served } from '../modelServer/served.ts';
import { sharedTiny, type TinyServer } from '../gguf/openTiny.ts';
import type { TinyOptions } from '../gguf/tinyGguf.ts';
import { type EngineModel, openEngineModel } from './openEngineModel.ts';

export interface SharedServed {
  /** The tiny model as Ragstone runs it in process. */
  readonly tiny: TinyServer;
  /** The same file for the servers of all families, with its adapter as `poet`. */
  readonly served: Served;
}

/** One engine for all tests of a file, in process and for servers. */
export function sharedServed(options: TinyOptions = {}): () => SharedServed {
  const context = options.contextTokens ?? 512;
  const tiny = sharedTiny({ ...options, contextTokens: context });
  let engine: EngineModel | undefined;
  beforeAll(async () => {
    const { file, adapter } = tiny();
    engine = await openEngineModel(file, context, { poet: adapter });
  });
  afterAll(async () => engine?.[Symbol.asyncDispose]());
  return () => {
    if (engine === undefined) throw new Error('The engine is not open yet.');
    return { tiny: tiny(), served: { model: engine.model, name: 'tiny', context, adapters: ['poet'] } };
  };
}
