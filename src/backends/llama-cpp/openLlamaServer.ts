import { access } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { RagstoneError } from '../../errors.ts';
import { sha256File } from '../../io/sha256.ts';
import { shippedFile } from '../../io/shippedFile.ts';
import type { Backend, Embedded, Generation, GenerateRequest, Server } from '../../ports/backend.ts';
import { known, unknown } from '../known.ts';
import { splitReasoning } from '../model/splitReasoning.ts';
import type { CacheType } from './cacheType.ts';
import { type EngineProcess, openEngineProcess } from './engineProcess.ts';
import { llamaReranker } from './llamaReranker.ts';
import { refuseNoGguf } from './refuseNoGguf.ts';
import {
  countedSchema,
  embeddedSchema,
  type GenerateAsk,
  type Generated,
  generatedSchema,
} from './messages.ts';

/** A model file to run in process. */
export interface LlamaServerSpec {
  /** A GGUF file. */
  readonly file: string;
  /** Default: one less than there are cores. More than there are free cores makes it many times slower. */
  readonly threads?: number;
  /** Tokens that each sequence can hold. Default: what the model was trained on, at most 8,192. */
  readonly contextTokens?: number;
  /** How keys and values are held, as llama.cpp's `--cache-type-k` and `-v`. Default: `f16`. */
  readonly cacheType?: CacheType;
  /** Requests at work at once. Default 1. */
  readonly sequences?: number;
}

/**
 * Runs a GGUF file by llama.cpp in a process of its own, on what its build can use. A model may have any name; an
 * adapter is the path of a LoRA adapter as GGUF. A file with a classification head is a reranker and nothing else.
 * @throws RagstoneError `missing-data` without the file; `unsupported` without node-llama-cpp 3.22.1; `bad-file` or
 * `backend` when the model cannot be loaded
 */
export async function openLlamaServer(spec: LlamaServerSpec, signal: AbortSignal): Promise<Server> {
  const { threads, contextTokens, cacheType, sequences = 1 } = spec;
  const file = await present(spec.file, 'model');
  await refuseNoGguf(file);
  const digest = await sha256File(file);
  const engine = await openEngineProcess(
    {
      file,
      sequences,
      ...(threads !== undefined && { threads }),
      ...(contextTokens !== undefined && { contextTokens }),
      ...(cacheType !== undefined && { cacheType }),
    },
    signal,
  );
  return {
    address: `gguf:${basename(file)}`,
    async open(model, adapter) {
      const { version, device, ranks } = engine.loaded;
      if (ranks && adapter !== undefined) {
        throw new RagstoneError('unsupported', `${model} in process is a reranker, which takes no adapter.`, {
          input: adapter,
        });
      }
      const lora = adapter === undefined ? undefined : await present(adapter, 'adapter');
      const identity = {
        server: `llama.cpp in process (node-llama-cpp ${version}, ${device}${cacheType === 'f32' ? ', f32 cache' : ''})`,
        model,
        ...(adapter !== undefined && { adapter }),
        digest: known(lora === undefined ? digest : `${digest}+${await sha256File(lora)}`),
        trainedOn: unknown,
      };
      return ranks ? llamaReranker(engine, identity) : llamaBackend(engine, lora, identity);
    },
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

function llamaBackend(
  engine: EngineProcess,
  adapter: string | undefined,
  identity: Backend['identity'],
): Backend {
  const lora = adapter !== undefined && { adapter };
  return {
    identity,
    can: {
      does: ['generate', 'embed'],
      prompts: engine.loaded.chat ? ['text', 'chat'] : ['text'],
      watch: known('exact' as const),
      controlTokens: known(true),
      seed: known(true),
      countTokens: true,
      stream: true,
      contextTokens: known(engine.loaded.contextTokens),
    },
    async generate(request, signal) {
      const began = performance.now();
      const told = await engine.ask({ ...askOf(request), ...lora }, generatedSchema, signal);
      const ms = performance.now() - began - told.queuedMs;
      return generationOf(request, told, ms);
    },
    async embed({ texts, pooling, normalise }, signal): Promise<Embedded> {
      const began = performance.now();
      const raw = await engine.ask({ ask: 'embed', texts, pooling, ...lora }, embeddedSchema, signal);
      return {
        vectors: normalise ? raw.map(unit) : raw,
        served: { by: 'model', queuedMs: 0, ms: performance.now() - began, retries: [] },
      };
    },
    rerank: async () => {
      throw new RagstoneError(
        'unsupported',
        `${identity.model} in process: it reranks nothing, for its file has no classification head.`,
      );
    },
    countTokens: (prompt, signal) => engine.ask({ ask: 'count', prompt }, countedSchema, signal),
  };
}

function askOf({
  prompt,
  maxTokens,
  temperature,
  topP,
  seed,
  stop,
  watch,
  choose,
}: GenerateRequest): GenerateAsk {
  return {
    ask: 'generate',
    prompt,
    maxTokens,
    temperature: temperature ?? 0,
    topP: topP ?? 1,
    stop: stop ?? [],
    ...(seed !== undefined && { seed }),
    ...(watch !== undefined && { watch }),
    ...(choose !== undefined && { choose }),
  };
}

function generationOf(request: GenerateRequest, told: Generated, ms: number): Generation {
  const { text, reasoning } = splitReasoning(told.text);
  return {
    text,
    ...(reasoning !== undefined && { reasoning }),
    ...(request.watch !== undefined && { tokens: told.tokens }),
    finish: told.finish,
    usage: { promptTokens: told.promptTokens, outputTokens: told.outputTokens, promptChecked: true },
    served: {
      by: 'model',
      queuedMs: told.queuedMs,
      ms,
      ...(told.firstTokenMs !== undefined && { firstTokenMs: told.firstTokenMs }),
      retries: [],
    },
  };
}

async function present(path: string, what: string): Promise<string> {
  const file = resolve(shippedFile(path));
  try {
    await access(file);
  } catch (error) {
    throw new RagstoneError('missing-data', `There is no ${what} file ${file}.`, {
      input: path,
      cause: error,
    });
  }
  return file;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
