import type { Need } from '../ports/scorer.ts';
import { loadMeasures } from './loadMeasures.ts';

/** A scorer, or a family of them that differ in the list and in k, for lists. */
export interface ScorerSummary {
  /** `em/hotpot@1`, `recall[@k]/title/<list>@1`. */
  readonly name: string;
  /** One line. */
  readonly summary: string;
  readonly needs: readonly Need[];
  readonly values: 'binary' | 'unit';
  readonly source: string;
}

/** All scorers, those of answers first. */
export async function listScorers(): Promise<readonly ScorerSummary[]> {
  const measures = await loadMeasures();
  return measures.map(({ measure, variant, version, summary, values, source, ...rest }) => ({
    name:
      rest.over === 'list'
        ? `${measure}[@k]/${variant}/<list>@${version}`
        : `${measure}/${variant}@${version}`,
    summary,
    needs: rest.over === 'list' ? ['evidence', ...(rest.needs ?? [])] : rest.needs,
    values,
    source,
  }));
}
