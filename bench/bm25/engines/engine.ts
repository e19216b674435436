/** A search engine over the corpus of the comparison, ready to be asked. */
export interface Engine extends AsyncDisposable {
  readonly name: string;
  /** How many passages it searches. */
  readonly passages: number;
  /** Of building and saving; `undefined` when the index was there already. */
  readonly buildSeconds: number | undefined;
  /** Asks for the top 10 with their texts. Returns the milliseconds that it took, and the ids found. */
  ask(query: string): Promise<Asked>;
}

export interface Asked {
  readonly wall: number;
  /** Processor time of the engine's process, all threads. */
  readonly cpu: number;
  readonly ids: readonly string[];
}

/** What the comparison is about. */
export interface Comparison {
  /** JSON Lines with `id` and `text`. */
  readonly corpus: string;
  readonly passages: number;
  /** For indexes; an engine keeps its own in a folder below it. */
  readonly folder: string;
}

/** Times a search inside this process. */
export async function timed(search: () => Promise<readonly string[]>): Promise<Asked> {
  const began = performance.now();
  const before = process.cpuUsage();
  const ids = await search();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - began, cpu: (user + system) / 1000, ids };
}
