import type { Question } from '../ports/question.ts';
import type { PassageStore } from './store/passageStore.ts';

/** Gold that is annotated, and how much of it a corpus holds. */
export interface GoldCoverage {
  /** By passage ids, or by titles where a question has no ids. */
  readonly annotated: number;
  readonly held: number;
}

/** Counts the gold passages (or titles) of questions that a corpus holds; `held ÷ annotated` is its share. */
export async function goldCoverage(
  questions: Iterable<Question> | AsyncIterable<Question>,
  store: PassageStore,
): Promise<GoldCoverage> {
  let annotated = 0;
  let held = 0;
  for await (const { gold } of questions) {
    const found = await Promise.all(
      gold.passages === undefined
        ? (gold.titles ?? []).map((title) => store.positionsOfTitle(title))
        : gold.passages.map((id) => store.positionsOfId(id)),
    );
    annotated += found.length;
    held += found.filter((positions) => positions.length > 0).length;
  }
  return { annotated, held };
}
