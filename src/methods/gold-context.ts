import type { MethodPreset } from './findMethod.ts';

/** A reference, not an upper bound: what the reader makes of the annotated passages. */
export const goldContext: MethodPreset = {
  name: 'gold-context',
  summary: 'standard-rag over the annotated gold passages: a reference, not a bound',
  use: 'standard-rag',
  source: 'gold',
};
