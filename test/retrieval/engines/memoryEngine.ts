import type { Passage } from '../../../src/ports/passage.ts';
import type { Engine } from '../../../src/retrieval/engines/engine.ts';

/** What an engine in memory holds from one connection to the next. */
export interface MemoryEngine extends Engine {
  readonly held: Map<string, Passage>;
  note: string | undefined;
  /** Passages of each upload. */
  readonly uploads: number[];
  closed: number;
}

/** An engine that keeps its passages while a test lasts. `onAdd` is called before each upload. */
export function memoryEngine(
  fingerprint: Engine['fingerprint'] = { engine: 'memory' },
  onAdd: (uploads: number) => void = () => {},
): MemoryEngine {
  const engine: MemoryEngine = {
    fingerprint,
    held: new Map(),
    note: undefined,
    uploads: [],
    closed: 0,
    open: async () => ({
      readNote: async () => engine.note,
      writeNote: async (note) => {
        engine.note = note;
      },
      held: async (ids) => ids.filter((id) => engine.held.has(id)),
      count: async () => engine.held.size,
      add: async (passages) => {
        onAdd(engine.uploads.length);
        engine.uploads.push(passages.length);
        for (const passage of passages) engine.held.set(passage.id, passage);
      },
      search: async (_query, k) =>
        [...engine.held.values()].slice(0, k).map((passage, rank) => ({ passage, score: -rank })),
      async [Symbol.asyncDispose]() {
        engine.closed += 1;
      },
    }),
  };
  return engine;
}
