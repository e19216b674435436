import type { Dataset } from '../../src/ports/dataset.ts';
import type { Retriever } from '../../src/ports/retriever.ts';
import type { ScoreInput } from '../../src/ports/scorer.ts';
import { findScorer } from '../../src/scoring/findScorer.ts';

/** Searches once for each question (its own wording, top 20): the mean of each scorer of the list `first` where it applies. */
export async function meanScores(
  dataset: Dataset,
  retriever: Retriever,
  names: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly questions: number; readonly means: readonly number[] }> {
  const scorers = await Promise.all(names.map((name) => findScorer(name)));
  const given: number[][] = scorers.map(() => []);
  let questions = 0;
  for await (const { asked, gold } of dataset.questions(signal)) {
    const found = await retriever.search(asked.text, 20, signal);
    const lists = { first: found, evidence: found, shown: found };
    const input: ScoreInput = { asked, gold, answer: { text: '' }, lists };
    for (const [at, scorer] of scorers.entries()) {
      const score = scorer.score(input);
      if (typeof score === 'number') given[at]?.push(score);
    }
    questions++;
  }
  const means = given.map((scores) => scores.reduce((sum, score) => sum + score, 0) / scores.length);
  return { questions, means };
}
