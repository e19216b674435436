import { openLlamaServer } from '../../src/backends/llama-cpp/openLlamaServer.ts';
import { corpusLines } from '../truth/corpusLines.ts';

// Compares the vectors of a converted encoder with those of sentence-transformers, which reference.py wrote.
// node bench/dense/vectors.ts <minilm.gguf> <reference.jsonl>

const [model, reference] = process.argv.slice(2);
if (model === undefined || reference === undefined) {
  throw new Error('Usage: node bench/dense/vectors.ts <minilm.gguf> <reference.jsonl>');
}
const { signal } = new AbortController();
await using server = await openLlamaServer({ file: model, threads: 1 }, signal);
const encoder = await server.open('all-MiniLM-L6-v2');
const known = await corpusLines<{ readonly text: string; readonly vector: readonly number[] }>(reference);
let largest = 0;
let leastCosine = 1;
for (const { text, vector } of known) {
  const { vectors } = await encoder.embed(
    { texts: [text], as: 'passage', pooling: 'server', normalise: true },
    signal,
  );
  const [ours = new Float32Array()] = vectors;
  let cosine = 0;
  for (const [at, value] of vector.entries()) {
    largest = Math.max(largest, Math.abs(value - (ours[at] ?? Number.NaN)));
    cosine += value * (ours[at] ?? Number.NaN);
  }
  leastCosine = Math.min(leastCosine, cosine);
}
console.log(`${known.length} texts; largest difference of a number ${largest.toExponential(2)}`);
console.log(`least cosine ${leastCosine.toFixed(7)}`);
if (!(largest < 1e-3)) process.exitCode = 1;
