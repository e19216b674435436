/**
 * Vectors of a GGUF file by the harness' own engine: `node training/askVectors.ts model.gguf mean|last [adapter.gguf]`.
 * A text a line on standard input, as a JSON string; its vector a line on standard output, not normalised.
 */
import { argv, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { openLlamaServer } from '../src/backends/llama-cpp/openLlamaServer.ts';

const [file = '', asked, adapter] = argv.slice(2);
const pooling = z.enum(['mean', 'last']).parse(asked);
const { signal } = new AbortController();
await using server = await openLlamaServer({ file, threads: 1, cacheType: 'f32' }, signal);
const backend = await server.open('model', adapter);

for await (const line of createInterface({ input: stdin })) {
  const texts = [z.string().parse(JSON.parse(line))];
  const { vectors } = await backend.embed({ texts, as: 'passage', pooling, normalise: false }, signal);
  stdout.write(`${JSON.stringify(vectors.flatMap((vector) => [...vector]))}\n`);
}
