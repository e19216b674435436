import type { Question } from '../../ports/question.ts';
import type { OpenedRetriever } from '../retrieverDefinition.ts';
import { goldPositions } from './goldPositions.ts';

export interface PoolOptions {
  /** Passages that each search puts into the pool, ≥ 1. */
  readonly depth: number;
  /** Add the annotated gold passages that no search found: recall over such a pool is flattered. */
  readonly withGold: boolean;
  readonly signal: AbortSignal;
  /** Called now and then with the number of questions searched. */
  readonly onProgress?: (questions: number) => void;
}

/** A part of a corpus. */
export interface Pool {
  /** Positions in the corpus, ascending. */
  readonly positions: readonly number[];
  readonly questions: number;
  /** Annotated gold passages, each time a question names one; those in the corpus; those that searches found. */
  readonly gold: { readonly annotated: number; readonly inCorpus: number; readonly found: number };
}

/**
 * The union of the first passages that each question finds: in its own wording, and in its rewordings where it has some,
 * lest searches in these look worse than they are. Memory: the ids of the pool, and numbers.
 */
export async function poolPassages(
  questions: AsyncIterable<Question>,
  { retriever, store }: OpenedRetriever,
  { depth, withGold, signal, onProgress }: PoolOptions,
): Promise<Pool> {
  const ids = new Set<string>();
  const golds: (readonly number[])[] = [];
  let asked = 0;
  let annotated = 0;
  for await (const {
    asked: { text },
    gold,
    rewordings = [],
  } of questions) {
    for (const query of [text, ...rewordings]) {
      for (const { passage } of await retriever.search(query, depth, signal)) ids.add(passage.id);
    }
    const own = await goldPositions(gold, store);
    annotated += own.length;
    golds.push(...own.filter((positions) => positions.length > 0));
    asked += 1;
    onProgress?.(asked);
  }
  const pool = new Set<number>();
  for (const id of ids) for (const position of await store.positionsOfId(id)) pool.add(position);
  const found = golds.filter((positions) => positions.some((position) => pool.has(position))).length;
  if (withGold) for (const position of golds.flat()) pool.add(position);
  return {
    positions: [...pool].sort((a, b) => a - b),
    questions: asked,
    gold: { annotated, inCorpus: golds.length, found },
  };
}
