import { followedLists } from '../followedLists.ts';
import type { DatasetSummary } from '../summary.ts';
import { scorerGroups } from './scorerGroups.ts';

/** The measures for tables with many rows: those of answers, and the retrieval quality beside the churn. */
export function keyScorers({ scorers }: DatasetSummary): readonly string[] {
  const quality = followedLists(scorers, undefined).flatMap((followed) => followed.quality ?? []);
  const { answer, retrieval } = scorerGroups(scorers);
  return [...answer, ...retrieval.filter((scorer) => quality.includes(scorer))];
}
