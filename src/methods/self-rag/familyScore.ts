import type { Watched } from '../../ports/backend.ts';
import { readings, type Reading, type Scored, scoreOf } from './readings.ts';
import type { Family } from './tokens.ts';

/**
 * s(G) of App. A.3: the expected worth of a family's token, Σ worth·p ÷ Σ p over the family. With the worths of
 * `tokens.ts` it is s(IsRel), s(IsSup) or s(IsUse); `run_short_form.py:134-150` computes the same.
 */
export function familyScore(family: Family, watched: Watched): Scored {
  return scoreOf(readings(watched, Object.keys(family)), (reading) => expectedWorth(family, reading));
}

/** Shifting all ln p alike changes nothing, so the greatest is taken out: no sum is zero. */
function expectedWorth(family: Family, reading: Reading): number {
  const greatest = Math.max(...Object.values(reading));
  const tokens = Object.entries(family).map(([token, worth]) => ({
    worth,
    p: Math.exp((reading[token] ?? Number.NEGATIVE_INFINITY) - greatest),
  }));
  const sum = tokens.reduce((total, { p }) => total + p, 0);
  return tokens.reduce((total, { worth, p }) => total + worth * p, 0) / sum;
}
