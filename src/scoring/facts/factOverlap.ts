import type { SentenceRef } from '../../ports/question.ts';
import { harmonicMean, type Overlap } from '../text/tokenOverlap.ts';

/** Agreement of the supporting facts that were named with the gold ones. `em` is 1 where the sets are equal. */
export interface FactOverlap extends Overlap {
  readonly em: number;
}

/** HotpotQA's supporting-fact measures over sets of (title, sentence): titles verbatim, a fact named twice counts once. */
export function factOverlap(named: readonly SentenceRef[], gold: readonly SentenceRef[]): FactOverlap {
  const predicted = new Set(named.map(key));
  const right = new Set(gold.map(key));
  const shared = [...predicted].filter((fact) => right.has(fact)).length;
  const precision = predicted.size === 0 ? 0 : shared / predicted.size;
  const recall = right.size === 0 ? 0 : shared / right.size;
  const em = shared === predicted.size && shared === right.size ? 1 : 0;
  return { em, f1: harmonicMean(precision, recall), precision, recall };
}

function key(fact: SentenceRef): string {
  return JSON.stringify([fact.title, fact.sentence]);
}
