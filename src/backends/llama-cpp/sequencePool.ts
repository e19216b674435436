import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';

/** The sequences of one context; each holds what it read last, so that a prompt with the same beginning is cheap. */
export interface SequencePool {
  /** Works with the free sequence that shares the longest prefix, after waiting for one where all are taken. */
  use<T>(
    ids: readonly Token[],
    signal: AbortSignal,
    work: (sequence: LlamaContextSequence, queuedMs: number) => Promise<T>,
  ): Promise<T>;
}

export async function openSequencePool(
  model: LlamaModel,
  options: {
    readonly contextTokens: number;
    readonly sequences: number;
    readonly adapter: string | undefined;
  },
): Promise<SequencePool> {
  const { contextTokens, sequences, adapter } = options;
  const context = await model.createContext({
    contextSize: contextTokens,
    sequences,
    ...(adapter !== undefined && { lora: adapter }),
  });
  const free = Array.from({ length: sequences }, () => context.getSequence());
  const queue: (() => void)[] = [];

  const take = (ids: readonly Token[]): LlamaContextSequence | undefined => {
    const shared = (sequence: LlamaContextSequence): number =>
      sequence.compareContextTokens([...ids]).firstDifferentIndex;
    // Of equal ones the least recently used.
    const [best] = free.toSorted((a, b) => shared(b) - shared(a));
    if (best !== undefined) free.splice(free.indexOf(best), 1);
    return best;
  };
  return {
    async use(ids, signal, work) {
      const asked = performance.now();
      let queued = false;
      let sequence = take(ids);
      while (sequence === undefined) {
        queued = true;
        await new Promise<void>((resolve) => queue.push(resolve));
        sequence = take(ids);
      }
      try {
        signal.throwIfAborted();
        return await work(sequence, queued ? performance.now() - asked : 0);
      } finally {
        free.push(sequence);
        queue.shift()?.();
      }
    },
  };
}
