import type { ListMeasure } from '../measure.ts';
import { goldRanks, type GoldKind, type GoldRanks } from './goldRanks.ts';

/** A measure that follows from where the gold stands: one for titles and one for ids. */
export function goldMeasures(about: {
  readonly measure: string;
  readonly summary: string;
  readonly source: string;
  readonly values: 'binary' | 'unit';
  readonly score: (found: GoldRanks, k: number | undefined) => number;
}): readonly ListMeasure[] {
  return (['title', 'id'] satisfies GoldKind[]).map((kind) => ({
    measure: about.measure,
    variant: kind,
    version: 1,
    over: 'list',
    summary: about.summary.replaceAll('GOLD', kind === 'title' ? 'gold titles' : 'gold passages'),
    source: about.source,
    values: about.values,
    score: (list, k, { gold }) => {
      const found = goldRanks(list, gold, kind);
      return 'notApplicable' in found ? found : about.score(found, k);
    },
  }));
}
