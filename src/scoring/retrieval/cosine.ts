import type { Passage, Ranked } from '../../ports/passage.ts';
import type { Score, ScoreInput } from '../../ports/scorer.ts';
import type { ListMeasure } from '../measure.ts';

/** From here on two passages tell the same. */
const threshold = 0.9;

/**
 * Progress as IM-RAG's tracker is remembered to see it, by likeness in an embedding space; threshold and the counting
 * are ours, since its formula is not published.
 */
export const cosine: readonly ListMeasure[] = [
  {
    measure: 'recall',
    variant: 'cosine',
    version: 1,
    over: 'list',
    needs: ['embedder'],
    summary: `share of the gold passages that are like one of the list: cosine of ${threshold} or more`,
    source: 'ours, after IM-RAG (arXiv 2405.13021), whose formula is not published',
    values: 'unit',
    score: (list, _, input) => share(list, input),
  },
];

function share(list: readonly Ranked[], { goldPassages = [], vectorOf }: ScoreInput): Score {
  if (goldPassages.length === 0) return { notApplicable: 'no gold passages came with the question' };
  if (list.length === 0) return 0;
  if (vectorOf === undefined)
    return { notApplicable: 'it needs an embedder: ragstone score <run> --scorer … --embedder …' };
  const isFound = (gold: Passage): boolean =>
    list.some(({ passage }) => dot(vectorOf(gold), vectorOf(passage)) >= threshold);
  return goldPassages.filter(isFound).length / goldPassages.length;
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
