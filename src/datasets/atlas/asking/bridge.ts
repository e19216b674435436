import type { Random } from '../../../ports/random.ts';
import { nth, pick } from '../pick.ts';
import type { Atlas } from '../openAtlas.ts';
import { wordingsOfRelation } from '../wordings/wordingsOf.ts';
import type { Article, Statement } from '../writing/article.ts';
import { chooseWordings } from '../writing/chooseWordings.ts';
import { fillFrame } from '../writing/fillFrame.ts';
import { factOf } from '../writing/nameObject.ts';
import { anyIn } from './anyIn.ts';
import type { Asker, Draft } from './draft.ts';
import { textsOf, textsOfEach } from './fourTexts.ts';
import { randomArticle } from './randomArticle.ts';
import { spellingsOf } from './spellingsOf.ts';
import { supportOf } from './supportOf.ts';

/**
 * The first article names the entity that the second is about; only the second has the answer. A draft is dropped
 * unless both are needed: the question does not name the second, whose text does not name what the question names,
 * and the first does not contain the answer.
 */
export const askBridge: Asker = (atlas, random, among) => {
  const first = randomArticle(atlas, random, among);
  const opening = pick(random, first.statements);
  const between = factOf(first.entity, opening.relation);
  const second = 'entity' in between ? atlas.articleAbout(between.entity) : undefined;
  if (second === undefined || among?.every(({ index }) => index !== second.index) === true) return undefined;
  const closing = pick(random, second.statements);
  const answer = spellingsOf(atlas, factOf(second.entity, closing.relation));
  const worded = wordBridge(atlas, random, first, opening, second, closing);
  const support = supportOf(atlas, first, opening);
  if (worded === undefined || support === undefined) return undefined;

  const question = first.entity;
  const given =
    anyIn(answer, [...worded.texts, first.passage.text]) ||
    anyIn(namesOf(second), worded.texts) ||
    anyIn([question.mention, question.bare], [second.passage.text, second.passage.title]);
  if (given) return undefined;
  return {
    kind: 'bridge',
    hops: 2,
    relation: `${opening.relation} > ${closing.relation}`,
    answer,
    support: [...support, { article: second, sentence: closing.sentence }],
    ...worded,
  };
};

function namesOf({ entity, passage }: Article): readonly string[] {
  return [...entity.spellings, entity.bare, passage.title];
}

/** Four questions about the second entity, each through a phrase for it. */
function wordBridge(
  atlas: Atlas,
  random: Random,
  first: Article,
  opening: Statement,
  second: Article,
  closing: Statement,
): Pick<Draft, 'texts' | 'wordings'> | undefined {
  const { phrases = [] } = wordingsOfRelation(first.entity.ref.kind, opening.relation);
  if (phrases.length === 0) return undefined;
  const count = textsOfEach(atlas.world);
  const { questions } = wordingsOfRelation(second.entity.ref.kind, closing.relation);
  const through = chooseWordings(atlas.world, random, `${opening.relation}/phrase`, phrases);
  const asked = chooseWordings(atlas.world, random, `${closing.relation}/question`, questions)
    .filter(({ frame }) => !frame.includes("{s's}"))
    .slice(0, count);
  if (asked.length < count) return undefined;
  return textsOf(
    asked.map((wording, at) => {
      const phrase = nth(through, at);
      return {
        wording,
        through: phrase,
        slots: { s: fillFrame(phrase.frame, { s: first.entity.mention }) },
      };
    }),
  );
}
