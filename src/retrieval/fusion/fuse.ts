import type { Passage, Ranked } from '../../ports/passage.ts';

/** What one list says: what each of its passages gets from it, and what all others get. */
export interface Ballot {
  readonly list: readonly Ranked[];
  /** One number a passage of the list, in its order. */
  readonly points: readonly number[];
  readonly absent: number;
}

/** A passage while its points are collected: those of ballot n stand at place n. */
interface Candidate {
  readonly passage: Passage;
  readonly points: number[];
  bestRank: number;
}

/**
 * One list of the passages of all ballots, by the sum of their points. Equal sums stand by the best rank that a
 * passage has in any list, then by id (UTF-16 units): neither order nor number of the lists can break a tie another
 * way, nor change a sum's last bit. A passage that a list holds twice counts at its first rank.
 */
export function fuse(ballots: readonly Ballot[]): readonly Ranked[] {
  const candidates = new Map<string, Candidate>();
  const absent = ballots.map((ballot) => ballot.absent);
  for (const [n, { list, points }] of ballots.entries()) {
    const seen = new Set<string>();
    for (const [rank, { passage }] of list.entries()) {
      if (seen.has(passage.id)) continue;
      seen.add(passage.id);
      const known = candidates.get(passage.id);
      const candidate = known ?? { passage, points: [...absent], bestRank: rank };
      if (known === undefined) candidates.set(passage.id, candidate);
      candidate.points[n] = points[rank] ?? 0;
      candidate.bestRank = Math.min(candidate.bestRank, rank);
    }
  }
  return [...candidates.values()]
    .map(({ passage, points, bestRank }) => ({ passage, bestRank, score: sum(points) }))
    .sort((a, b) => b.score - a.score || a.bestRank - b.bestRank || (a.passage.id < b.passage.id ? -1 : 1))
    .map(({ passage, score }) => ({ passage, score }));
}

/** Adds in ascending order, so that the order of the lists does not show in the rounding. */
function sum(points: readonly number[]): number {
  return points.toSorted((a, b) => a - b).reduce((total, each) => total + each, 0);
}
