import type { Entity } from '../entity.ts';
import { pick } from '../pick.ts';
import { wordingsOfRelation } from '../wordings/wordingsOf.ts';
import { factOf } from '../writing/nameObject.ts';
import { anyIn } from './anyIn.ts';
import type { Asker } from './draft.ts';
import { fourTexts } from './fourTexts.ts';
import { sameValue } from './sameValue.ts';
import { spellingsOf } from './spellingsOf.ts';
import { compatriots, otherArticle } from './otherArticle.ts';
import { randomArticle } from './randomArticle.ts';
import { valueSupport } from './valueSupport.ts';

/** Yes or no, each as likely: half of the time about one article, otherwise about what two have in common. */
export const askYesNo: Asker = (atlas, random, among) =>
  random.below(2) === 0 ? askWhetherSame(atlas, random, among) : askWhether(atlas, random, among);

/** Whether two entities have something in common. */
const askWhetherSame: Asker = (atlas, random, among) => {
  const yes = random.below(2) === 0;
  const a = randomArticle(atlas, random, among);
  const { relation, sentence, byAlias } = pick(random, a.statements);
  const { same } = wordingsOfRelation(a.entity.ref.kind, relation);
  if (same === undefined || byAlias) return undefined;
  const value = factOf(a.entity, relation);
  const like = ({ facts }: Entity): boolean => {
    const fact = facts.get(relation);
    return fact !== undefined && sameValue(value, fact);
  };
  const others = among?.map(({ entity }) => entity) ?? compatriots(atlas, a.entity);
  const alike = yes ? others.filter((other) => other.ref !== a.entity.ref && like(other)) : [];
  if (yes && alike.length === 0) return undefined;
  const b = yes ? atlas.articleAbout(pick(random, alike).ref) : otherArticle(atlas, random, a, among);
  const also = b?.statements.find((statement) => statement.relation === relation);
  if (b === undefined || also === undefined || also.byAlias) return undefined;
  const other = factOf(b.entity, relation);
  if (sameValue(value, other) !== yes) return undefined;

  const slots = { a: a.entity.mention, b: b.entity.mention };
  const worded = fourTexts(atlas, random, `${relation}/same`, same, slots);
  const given = [...spellingsOf(atlas, value), ...spellingsOf(atlas, other)];
  if (worded === undefined || anyIn(given, worded.texts)) return undefined;
  const support = [
    valueSupport(atlas, a, relation, sentence),
    valueSupport(atlas, b, relation, also.sentence),
  ];
  return { kind: 'yes-no', hops: 2, relation, answer: [yes ? 'yes' : 'no'], support, ...worded };
};

/** Whether a fact is so. What is false is true of another entity of the same kind. */
const askWhether: Asker = (atlas, random, among) => {
  const yes = random.below(2) === 0;
  const article = randomArticle(atlas, random, among);
  const { relation, sentence, byAlias } = pick(random, article.statements);
  const { verify } = wordingsOfRelation(article.entity.ref.kind, relation);
  if (verify === undefined || byAlias) return undefined;
  const value = factOf(article.entity, relation);
  const near = yes || among === undefined ? undefined : otherArticle(atlas, random, article, among);
  const claimed = yes ? value : (near ?? otherArticle(atlas, random, article))?.entity.facts.get(relation);
  if (claimed === undefined || !('entity' in claimed) || sameValue(value, claimed) !== yes) return undefined;
  const object = atlas.entity(claimed.entity);
  if (anyIn([object.bare], [article.entity.mention])) return undefined;

  const slots = { s: article.entity.mention, o: object.mention };
  const worded = fourTexts(atlas, random, `${relation}/verify`, verify, slots);
  if (worded === undefined) return undefined;
  const support = [valueSupport(atlas, article, relation, sentence)];
  return { kind: 'yes-no', hops: 1, relation, answer: [yes ? 'yes' : 'no'], support, ...worded };
};
