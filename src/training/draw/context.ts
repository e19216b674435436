import type { AtlasQuestionKind, Draft } from '../../datasets/atlas/asking/draft.ts';
import type { Article } from '../../datasets/atlas/writing/article.ts';
import { pick } from '../../datasets/atlas/pick.ts';
import type { Random } from '../../ports/random.ts';
import { shuffle } from '../../statistics/shuffle.ts';
import type { TrainingWorld } from '../world/trainingWorld.ts';
import { askOfKind } from './askOfKind.ts';
import { chance, weighted, type Weights } from './weighted.ts';

/** Documents that a reader is shown, and the question that they were gathered for. */
export interface Context {
  readonly lead: Draft;
  readonly articles: readonly Article[];
  /** Whether all were chosen to be of one kind. */
  readonly oneKind: boolean;
}

/** Five is what the methods show; fewer let the easier part be learnt. */
const sizes: Weights<number> = [
  [1, 10],
  [2, 12],
  [3, 15],
  [4, 20],
  [5, 43],
];

/** Where distractors come from: all of one kind; what BM25 finds for the question; anywhere. */
const sources: Weights<'one-kind' | 'found' | 'any'> = [
  ['one-kind', 45],
  ['found', 30],
  ['any', 25],
];

const leads: Weights<AtlasQuestionKind> = [
  ['one-hop', 35],
  ['bridge', 35],
  ['comparison', 12],
  ['yes-no', 18],
];
const leadsOfOneKind = leads.filter(([kind]) => kind !== 'bridge');

/** Contexts in a hundred without the gold of the question that they were gathered for. */
const withoutGold = 8;

/** Of those not of one kind, contexts in a hundred with an article that a gold one names. */
const withLink = 50;

/** 1 to 5 documents: the gold ones among distractors, or distractors alone. */
export async function drawContext(world: TrainingWorld, random: Random): Promise<Context | undefined> {
  const source = weighted(random, sources);
  const oneKind = source === 'one-kind';
  const lead = askOfKind(world.atlas, random, weighted(random, oneKind ? leadsOfOneKind : leads));
  if (lead === undefined) return undefined;
  const gold = [...new Map(lead.support.map(({ article }) => [article.index, article])).values()];
  const kept = chance(random, withoutGold) ? [] : gold;
  const size = Math.max(weighted(random, sizes), kept.length);
  const found = source === 'found' ? await world.search(lead.texts[0] ?? '', size + gold.length) : [];
  const chosen = new Map(kept.map((article) => [article.index, article]));
  const add = (article: Article): void => {
    if (chosen.size < size && gold.every(({ index }) => index !== article.index))
      chosen.set(article.index, article);
  };
  if (oneKind) namesakesOf(world, random, gold, size).forEach(add);
  else if (chance(random, withLink)) linkedFrom(world, random, gold).forEach(add);
  found.forEach(add);
  const pool = oneKind ? world.ofKind(pick(random, gold).entity.ref.kind) : world.articles;
  while (chosen.size < size) add(pick(random, pool));
  const shuffled = shuffle([...chosen.values()], random);
  return { lead, oneKind, articles: chance(random, 50) ? inOrderOf(found, shuffled) : shuffled };
}

/** Up to half as many as there will be documents, each sharing a word of its title with one of the gold ones. */
function namesakesOf(
  world: TrainingWorld,
  random: Random,
  gold: readonly Article[],
  size: number,
): readonly Article[] {
  const sharing = gold.flatMap((article) => world.namesakes(article));
  return shuffle(sharing, random).slice(0, random.below(Math.floor(size / 2) + 1));
}

/** The article about something that one of these names. */
function linkedFrom(world: TrainingWorld, random: Random, articles: readonly Article[]): readonly Article[] {
  const { entity } = pick(random, articles);
  const refs = [...entity.facts.values()].flatMap((value) => ('entity' in value ? value.entity : []));
  const linked = refs.length === 0 ? undefined : world.atlas.articleAbout(pick(random, refs));
  return linked === undefined ? [] : [linked];
}

/** As the search ranked them; what it did not find stands behind. */
function inOrderOf(found: readonly Article[], articles: readonly Article[]): readonly Article[] {
  const rank = ({ index }: Article): number => {
    const at = found.findIndex((other) => other.index === index);
    return at === -1 ? found.length : at;
  };
  return articles.toSorted((a, b) => rank(a) - rank(b));
}
