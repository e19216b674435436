/**
 * Asks a GGUF file by the harness' own engine: `node training/askModel.ts model.gguf [adapter.gguf]`. A request a line
 * on standard input, `{"parts": [...], "maxTokens": 16}`, an answer a line on standard output:
 * `{"promptIds": [...], "tokens": [{"id": 5, "logprob": -0.1}, ...]}`. Without `maxTokens` nothing is written.
 */
import { resolve } from 'node:path';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { getLlama } from 'node-llama-cpp';
import { z } from 'zod';
import { openPromptEncoder } from '../src/backends/llama-cpp/promptEncoder.ts';
import { openLlamaServer } from '../src/backends/llama-cpp/openLlamaServer.ts';

const partSchema = z.union([z.object({ text: z.string() }), z.object({ control: z.string() })]);
const askSchema = z.object({ parts: z.array(partSchema), maxTokens: z.int().positive().optional() });

const [file = '', adapter] = process.argv.slice(2);
const { signal } = new AbortController();
const llama = await getLlama({ build: 'never', gpu: false, maxThreads: 1 });
const model = await llama.loadModel({ modelPath: resolve(file) });
const encoder = await openPromptEncoder(model);
await using server = await openLlamaServer({ file, threads: 1, cacheType: 'f32' }, signal);
const backend = await server.open('model', adapter);

for await (const line of createInterface({ input: stdin })) {
  const { parts, maxTokens } = askSchema.parse(JSON.parse(line));
  const prompt = { kind: 'text', parts } as const;
  const promptIds = await encoder.encode(prompt);
  const written =
    maxTokens === undefined
      ? undefined
      : await backend.generate({ prompt, maxTokens, watch: ['</s>'] }, signal);
  const tokens = written?.tokens?.map(({ id, logprob }) => ({ id, logprob })) ?? [];
  stdout.write(`${JSON.stringify({ promptIds, tokens })}\n`);
}
