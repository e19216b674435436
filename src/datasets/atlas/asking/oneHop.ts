import { pick } from '../pick.ts';
import { wordingsOfRelation } from '../wordings/wordingsOf.ts';
import { factOf } from '../writing/nameObject.ts';
import { anyIn } from './anyIn.ts';
import type { Asker } from './draft.ts';
import { fourTexts } from './fourTexts.ts';
import { randomArticle } from './randomArticle.ts';
import { spellingsOf } from './spellingsOf.ts';

/** One article states the answer. Pseudonyms are answers too, so that article alone suffices. */
export const askOneHop: Asker = (atlas, random, among) => {
  const article = randomArticle(atlas, random, among);
  const { entity } = article;
  const { relation, sentence } = pick(random, article.statements);
  const answer = spellingsOf(atlas, factOf(entity, relation));
  const { questions } = wordingsOfRelation(entity.ref.kind, relation);
  const worded = fourTexts(atlas, random, `${relation}/question`, questions, { s: entity.mention });
  if (worded === undefined || anyIn(answer, worded.texts)) return undefined;
  return { kind: 'one-hop', hops: 1, relation, answer, support: [{ article, sentence }], ...worded };
};
