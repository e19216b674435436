import type { HnswSettings, VectorStore } from './denseSettings.ts';

/**
 * Measured on one core of a machine with 2 (AMD EPYC, 32 MB of third cache): 5,000 to 100,000 seeded vectors of 128 to
 * 768 numbers, `connectivity` 8 to 32, `expansionAdd` 64 to 256. An insertion takes as long as it has numbers to read,
 * and longer in a larger graph, whose vectors lie in no cache; all these builds took 0.8 to 1.3 times what is said here.
 */
const secondsPerByte = 2.75e-7;
const usual = { connectivity: 16, expansionAdd: 128 };
const growth = { connectivity: 0.57, expansionAdd: 0.7 };
/** Graphs below this size cost as much for each vector. */
const fewest = 2000;

/** Bytes and seconds of an approximate graph over so many vectors, besides the vectors themselves. */
export function estimateGraph(
  { connectivity, expansionAdd }: HnswSettings,
  vectors: { readonly store: VectorStore; readonly count: number; readonly dimensions: number },
): { readonly bytes: number; readonly seconds: number } {
  const { store, count, dimensions } = vectors;
  // A graph of float32 vectors holds a copy of them, all others hold 16 bits a number.
  const numberBytes = store === 'float32' ? 4 : 2;
  const depth = Math.log10(Math.max(fewest, count) / 1000);
  const effort =
    (connectivity / usual.connectivity) ** growth.connectivity *
    (expansionAdd / usual.expansionAdd) ** growth.expansionAdd;
  return {
    bytes: count * (numberBytes * dimensions + 10 * connectivity),
    seconds: secondsPerByte * numberBytes * dimensions * count * depth * effort,
  };
}
