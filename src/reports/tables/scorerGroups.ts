import { parseScorerName } from '../../scoring/scorerName.ts';

/** Measures of answers, and measures of retrieved lists, each in the dataset's order. */
export function scorerGroups(scorers: readonly string[]): {
  readonly answer: readonly string[];
  readonly retrieval: readonly string[];
} {
  const ofList = (scorer: string): boolean => parseScorerName(scorer)?.list !== undefined;
  return {
    answer: scorers.filter((scorer) => !ofList(scorer)),
    retrieval: scorers.filter(ofList),
  };
}
