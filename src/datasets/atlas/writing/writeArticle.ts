import type { Random } from '../../../ports/random.ts';
import { keyedRandom } from '../../../statistics/keyedRandom.ts';
import { shuffle } from '../../../statistics/shuffle.ts';
import type { AtlasWorld } from '../atlasWorld.ts';
import type { Entity, EntityRef } from '../entity.ts';
import { indexOf } from '../layout.ts';
import { between, nth, oneIn } from '../pick.ts';
import { wordingsOf, wordingsOfRelation } from '../wordings/wordingsOf.ts';
import type { Article, Statement } from './article.ts';
import { chooseWording } from './chooseWordings.ts';
import { fillFrame } from './fillFrame.ts';
import { type Named, nameObject, pronounSlots } from './nameObject.ts';

/** What one sentence, or half of one, is to say. */
interface Clause {
  readonly frame: string;
  readonly slots: Readonly<Record<string, string>>;
  readonly says?: { readonly relation: string; readonly wording: string };
  readonly object?: Named;
}

/**
 * Writes the article about an entity: a first sentence that introduces it, then its other facts in random order,
 * its alias, and up to three sentences of colour. Short neighbours are sometimes joined into one sentence.
 */
export function writeArticle(world: AtlasWorld, entity: Entity, find: (ref: EntityRef) => Entity): Article {
  const index = indexOf(entity.ref);
  const random = keyedRandom(world.seed, 'atlas', 'article', index);
  const { lead, alias, colour } = wordingsOf[entity.ref.kind];
  const home = find({ country: entity.ref.country, kind: 'country', n: 0 }).bare;
  const basic = { s: entity.short, k: entity.noun, c: home };

  const state = (relation: string, slots: Readonly<Record<string, string>>): Clause => {
    const { statements } = wordingsOfRelation(entity.ref.kind, relation);
    const wording = chooseWording(world, random, `${relation}/statement`, statements);
    const object = nameObject(entity, relation, random, find);
    const says = { relation, wording: wording.id };
    return { frame: wording.frame, slots: { ...slots, o: object.words }, says, object };
  };

  const rest = shuffle(
    [...entity.facts.keys()].filter((relation) => relation !== lead),
    random,
  );
  const clauses = [
    state(lead, { ...basic, s: entity.bare }),
    ...rest.map((relation) => state(relation, basic)),
  ];
  for (let more = between(random, 1, 3); more > 0; more--) {
    const frame = nth(colour, random.below(colour.length));
    if (clauses.some((clause) => clause.frame === frame)) continue;
    clauses.splice(1 + random.below(clauses.length), 0, { frame, slots: basic });
  }
  let aliasClause: Clause | undefined;
  if (entity.alias !== undefined) {
    const { frame } = chooseWording(world, random, `${entity.ref.kind}/alias`, alias);
    aliasClause = { frame, slots: { ...basic, x: entity.alias } };
    clauses.splice(1, 0, aliasClause);
  }
  return { index, entity, ...compose(index, entity, clauses, aliasClause, random) };
}

function compose(
  index: number,
  entity: Entity,
  clauses: readonly Clause[],
  aliasClause: Clause | undefined,
  random: Random,
): Pick<Article, 'passage' | 'statements' | 'aliasSentence'> {
  const sentences: string[] = [];
  const statements: Statement[] = [];
  let aliasSentence: number | undefined;
  let before: Clause | undefined;
  let joined = false;
  for (const clause of clauses) {
    const slots = { ...clause.slots, ...subject(entity, sentences.length, before, random) };
    joined = !joined && sentences.length > 1 && canJoin(before, clause) && oneIn(random, 3);
    if (joined) {
      const last = (sentences.pop() ?? '').slice(0, -1);
      sentences.push(`${last}, and ${fillFrame(clause.frame.replace('{S}', entity.pronoun), slots)}`);
    } else {
      sentences.push(`${sentences.length === 0 ? '' : ' '}${fillFrame(clause.frame, slots)}`);
    }
    const sentence = sentences.length - 1;
    if (clause.says !== undefined) {
      statements.push({ ...clause.says, sentence, byAlias: clause.object?.byAlias === true });
    }
    if (clause === aliasClause) aliasSentence = sentence;
    before = clause;
  }
  const passage = { id: `a${index}`, title: entity.title, text: sentences.join(''), sentences };
  return { passage, statements, ...(aliasSentence === undefined ? {} : { aliasSentence }) };
}

/** The words for `{S}`: the bare name at first, then mostly a pronoun, where it can only mean the subject. */
function subject(
  entity: Entity,
  sentence: number,
  before: Clause | undefined,
  random: Random,
): Readonly<Record<string, string>> {
  if (sentence === 0) return {};
  const unclear = before?.object?.pronoun === entity.pronoun && entity.pronoun !== 'it';
  if (unclear || oneIn(random, 3)) return { S: oneIn(random, 4) ? entity.bare : entity.short };
  return pronounSlots(entity.pronoun);
}

/** Two short statements about the subject that begin with it, the first without another person in it. */
function canJoin(first: Clause | undefined, second: Clause): boolean {
  if (first?.says === undefined || second.says === undefined) return false;
  const short = first.frame.length + second.frame.length < 90;
  const begin = first.frame.startsWith('{S} ') && second.frame.startsWith('{S} ');
  return short && begin && first.object?.pronoun === 'it' && !/[,;]| and /.test(first.frame + second.frame);
}
