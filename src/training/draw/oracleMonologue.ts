import type { Draft } from '../../datasets/atlas/asking/draft.ts';
import { pick } from '../../datasets/atlas/pick.ts';
import type { Random } from '../../ports/random.ts';
import type { Article } from '../../datasets/atlas/writing/article.ts';
import type { OracleTurn } from '../trees/askingTree.ts';
import type { TrainingWorld } from '../world/trainingWorld.ts';
import { type Hop, hopsOf } from './hopsOf.ts';
import { chance, weighted, type Weights } from './weighted.ts';

/** IM-RAG's defaults: searches at most, and passages that a turn keeps. */
const maxTurns = 4;
const keep = 2;

/** Monologues in a hundred with one query that goes wrong. */
const flawed = 25;

/** How it goes wrong: about something else, without the name, or for the second step before the first is known. */
const flaws: Weights<'elsewhere' | 'nameless' | 'ahead'> = [
  ['elsewhere', 50],
  ['nameless', 25],
  ['ahead', 25],
];

/**
 * The turns of a monologue whose queries know what is missing: each asks for the first article that has not been found,
 * against the harness' BM25, until all are there. A query that failed is put without its keyword the second time. One
 * monologue in four has a turn that goes wrong first; what is right after it is right for what was found by then.
 * `undefined` where four turns do not bring all together. Questions that need no article have no turns.
 */
export async function oracleMonologue(
  world: TrainingWorld,
  random: Random,
  draft: Draft,
): Promise<readonly OracleTurn[] | undefined> {
  const hops = hopsOf(draft);
  const turns: OracleTurn[] = [];
  const seen = new Set<number>();
  const flawAt = chance(random, flawed) ? random.below(Math.max(1, hops.length)) + 1 : 0;
  let hasFlaw = false;
  for (;;) {
    const at = hops.findIndex(({ article }) => !seen.has(article.index));
    const hop = hops[at];
    if (hop === undefined) return turns;
    if (turns.length === maxTurns) return undefined;
    const flaw: boolean = !hasFlaw && at + 1 === flawAt;
    hasFlaw ||= flaw;
    const query = flaw ? flawedQuery(world, random, hops, hop) : rightQuery(hop, turns);
    if (turns.some((turn) => turn.query === query)) return undefined;
    const found = await world.search(query, keep, seen);
    if (found.length === 0) return undefined;
    for (const { index } of found) seen.add(index);
    turns.push({ query, kept: ranked(found), hop: flaw ? 0 : at + 1 });
  }
}

function rightQuery({ name, keyword }: Hop, turns: readonly OracleTurn[]): string {
  const query = `${name} ${keyword}`;
  return turns.some((turn) => turn.query === query) ? name : query;
}

function flawedQuery(world: TrainingWorld, random: Random, hops: readonly Hop[], hop: Hop): string {
  switch (weighted(random, flaws)) {
    case 'elsewhere': {
      const others = world.namesakes(hop.article);
      const other = pick(random, others.length === 0 ? world.ofKind(hop.article.entity.ref.kind) : others);
      return `${other.entity.mention} ${hop.keyword}`;
    }
    case 'nameless':
      return hop.keyword;
    case 'ahead':
      return hops.length === 1 ? hop.keyword : `${hops[0]?.name ?? ''} ${hops.at(-1)?.keyword ?? ''}`;
  }
}

function ranked(articles: readonly Article[]): OracleTurn['kept'] {
  return articles.map(({ passage }, rank) => ({ passage, score: -rank }));
}
