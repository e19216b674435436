import { parseScorerName } from '../scoring/scorerName.ts';

const PREFERRED = ['f1', 'em', 'acc', 'match'];

/** The answer measure that questions are ranked by: F1 before EM before accuracy, the dataset's own first. */
export function primaryScorer(native: readonly string[], scorers: readonly string[]): string | undefined {
  const candidates = [...native, ...scorers].filter((scorer) => scorers.includes(scorer));
  const measureOf = (scorer: string): string | undefined => parseScorerName(scorer)?.measure;
  for (const measure of PREFERRED) {
    const found = candidates.find((scorer) => measureOf(scorer) === measure);
    if (found !== undefined) return found;
  }
  return candidates[0];
}
