import type { Passage, Ranked } from '../../ports/passage.ts';
import type { Gold } from '../../ports/question.ts';
import type { NotApplicable } from '../../ports/scorer.ts';

/** What makes a passage a gold one: its page's title, verbatim, or its id in the dataset's native corpus. */
export type GoldKind = 'title' | 'id';

/** Where in a list the gold titles or ids stand. */
export interface GoldRanks {
  /** The rank, from 1, at which each gold title or id that is in the list appears first; ascending. */
  readonly ranks: readonly number[];
  /** How many distinct gold titles or ids there are, at least 1. */
  readonly gold: number;
}

/**
 * Finds the gold titles or ids in a list. A title counts once however many of its passages are in the list,
 * at the first of them; the others take up their ranks all the same.
 */
export function goldRanks(list: readonly Ranked[], gold: Gold, kind: GoldKind): GoldRanks | NotApplicable {
  const wanted = new Set(kind === 'title' ? gold.titles : gold.passages);
  if (wanted.size === 0)
    return { notApplicable: `the question has no gold ${kind === 'title' ? 'titles' : 'passages'}` };
  const seen = new Set<string>();
  const ranks: number[] = [];
  for (const [at, { passage }] of list.entries()) {
    const key = keyOf(passage, kind);
    if (!wanted.has(key) || seen.has(key)) continue;
    seen.add(key);
    ranks.push(at + 1);
  }
  return { ranks, gold: wanted.size };
}

function keyOf(passage: Passage, kind: GoldKind): string {
  return kind === 'title' ? passage.title : passage.id;
}
