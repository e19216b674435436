import { z } from 'zod';
import { cacheTypes } from './cacheType.ts';

const part = z.union([z.strictObject({ text: z.string() }), z.strictObject({ control: z.string() })]);
const prompt = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), parts: z.array(part).readonly() }),
  z.strictObject({
    kind: z.literal('chat'),
    turns: z
      .array(
        z.strictObject({ role: z.enum(['system', 'user', 'assistant']), parts: z.array(part).readonly() }),
      )
      .readonly(),
  }),
]);

const count = z.int().min(1);

/** What is loaded and with what. */
const load = z.strictObject({
  ask: z.literal('load'),
  file: z.string(),
  threads: count.optional(),
  contextTokens: count.optional(),
  cacheType: z.enum(cacheTypes).optional(),
  sequences: count,
});

const generate = z.strictObject({
  ask: z.literal('generate'),
  adapter: z.string().optional(),
  prompt,
  maxTokens: z.int().min(0),
  temperature: z.number().min(0),
  topP: z.number().min(0).max(1),
  seed: z.number().optional(),
  stop: z.array(z.string()).readonly(),
  watch: z.array(z.string()).readonly().optional(),
  choose: z.array(z.string().min(1)).min(1).readonly().optional(),
});

const embed = z.strictObject({
  ask: z.literal('embed'),
  adapter: z.string().optional(),
  texts: z.array(z.string()).readonly(),
  pooling: z.enum(['mean', 'last', 'server']),
});

const rerank = z.strictObject({
  ask: z.literal('rerank'),
  query: z.string(),
  texts: z.array(z.string()).readonly(),
});

/** What the engine's process is asked. */
const askSchema = z.discriminatedUnion('ask', [
  load,
  generate,
  embed,
  rerank,
  z.strictObject({ ask: z.literal('count'), prompt }),
]);
export type Ask = z.infer<typeof askSchema>;
export type LoadAsk = z.infer<typeof load>;
export type GenerateAsk = z.infer<typeof generate>;
export type EmbedAsk = z.infer<typeof embed>;
export type RerankAsk = z.infer<typeof rerank>;

/** To the engine's process: something asked under a number, or a number that nobody waits for any more. */
export const toEngineSchema = z.union([
  z.strictObject({ id: z.int(), what: askSchema }),
  z.strictObject({ cancel: z.int() }),
]);
export type ToEngine = z.infer<typeof toEngineSchema>;

/** From it. `value` is checked by who asked. */
export const fromEngineSchema = z.union([
  z.strictObject({ id: z.int(), value: z.unknown() }),
  z.strictObject({
    id: z.int(),
    failed: z.strictObject({
      code: z.enum(['unsupported', 'context-overflow', 'bad-file', 'backend']),
      message: z.string(),
    }),
  }),
]);
export type FromEngine = z.infer<typeof fromEngineSchema>;
export type FailedCode = Extract<FromEngine, { failed: unknown }>['failed']['code'];

export const loadedSchema = z.strictObject({
  /** Of node-llama-cpp. */
  version: z.string(),
  /** `CPU`, `cuda`, `vulkan` or `metal`. */
  device: z.string(),
  contextTokens: count,
  chat: z.boolean(),
  /** It has a head that scores pairs of texts: it reranks, and does nothing else. */
  ranks: z.boolean(),
});
export type Loaded = z.infer<typeof loadedSchema>;

const watched = z.strictObject({
  ln: z.record(z.string(), z.number()),
  scale: z.literal('absolute'),
  mass: z.number(),
});

export const generatedSchema = z.strictObject({
  text: z.string(),
  finish: z.enum(['stop', 'length', 'choice']),
  promptTokens: z.int(),
  outputTokens: z.int(),
  tokens: z
    .array(
      z.strictObject({
        id: z.int(),
        text: z.string(),
        logprob: z.number().exactOptional(),
        watched: watched.exactOptional(),
      }),
    )
    .readonly(),
  queuedMs: z.number(),
  firstTokenMs: z.number().exactOptional(),
});
export type Generated = z.infer<typeof generatedSchema>;
export type GeneratedToken = Generated['tokens'][number];

export const embeddedSchema = z.array(z.instanceof(Float32Array));
export const rerankedSchema = z.array(z.number().min(0).max(1));
export const countedSchema = z.int();
