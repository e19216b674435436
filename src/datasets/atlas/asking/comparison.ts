import { pick } from '../pick.ts';
import { wordingsOfRelation } from '../wordings/wordingsOf.ts';
import { factOf } from '../writing/nameObject.ts';
import { anyIn } from './anyIn.ts';
import type { Asker } from './draft.ts';
import { fourTexts } from './fourTexts.ts';
import { otherArticle } from './otherArticle.ts';
import { randomArticle } from './randomArticle.ts';
import { valueSupport } from './valueSupport.ts';

/** Two articles give a number each; the answer is the one with the greater or the lesser. */
export const askComparison: Asker = (atlas, random, among) => {
  const a = randomArticle(atlas, random, among);
  const { relation, sentence } = pick(random, a.statements);
  const { comparisons } = wordingsOfRelation(a.entity.ref.kind, relation);
  const b = comparisons === undefined ? undefined : otherArticle(atlas, random, a, among);
  const also = b?.statements.find((statement) => statement.relation === relation);
  if (comparisons === undefined || b === undefined || also === undefined) return undefined;

  const [value, other] = [factOf(a.entity, relation), factOf(b.entity, relation)];
  if ('entity' in value || 'entity' in other) return undefined;
  const [first, second] = [value.amount ?? 0, other.amount ?? 0];
  if (first === second || anyIn(a.entity.spellings, b.entity.spellings)) return undefined;
  if (anyIn(b.entity.spellings, a.entity.spellings)) return undefined;

  const winner = first > second === (comparisons.wins === 'greater') ? a : b;
  const slots = { a: a.entity.mention, b: b.entity.mention };
  const worded = fourTexts(atlas, random, `${relation}/comparison`, comparisons.questions, slots);
  if (worded === undefined) return undefined;
  return {
    kind: 'comparison',
    hops: 2,
    relation,
    answer: winner.entity.spellings,
    support: [valueSupport(atlas, a, relation, sentence), valueSupport(atlas, b, relation, also.sentence)],
    ...worded,
  };
};
