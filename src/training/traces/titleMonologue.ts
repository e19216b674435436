import type { Passage } from '../../ports/passage.ts';
import { dprMatcher } from '../../scoring/text/dprMatcher.ts';
import type { OracleTurn } from '../trees/askingTree.ts';
import { isLeftOut, lacking, type LeftOut } from './leftOut.ts';
import type { TracedQuestion } from './tracedQuestion.ts';

/** IM-RAG's defaults: searches at most, and passages that a turn keeps. */
const maxTurns = 4;
const keep = 2;

/** A query, and the gold passage that it asks for, counted from 1. */
interface Query {
  readonly text: string;
  readonly hop: number;
}

/**
 * The turns of a monologue whose queries are the titles of gold pages (ours; no oracle is published): each asks for a
 * page that has not been found and that the question, or what was found so far, names; without its disambiguation
 * first, with it where that failed. Where none is named the question itself is the query, once. Only for questions with
 * supporting facts, or of several hops.
 */
export async function titleMonologue({
  question,
  gold,
  search,
}: TracedQuestion): Promise<readonly OracleTurn[] | LeftOut> {
  const { facts } = question.gold;
  if (facts === undefined && Number(question.slices['hops'] ?? 1) < 2) return lacking.facts;
  if (isLeftOut(gold)) return gold;
  const asked = question.asked.text.replaceAll(/\s+/g, ' ').trim();
  const pages = namedFirst(asked, gold);
  const turns: OracleTurn[] = [];
  const tried = new Set<string>();
  const seen = new Map<string, Passage>();
  while (pages.some(({ id }) => !seen.has(id))) {
    if (turns.length === maxTurns) return lacking.turns;
    const query = nextQuery(asked, pages, seen).find(({ text }) => !tried.has(text.toLowerCase()));
    if (query === undefined) return lacking.query;
    tried.add(query.text.toLowerCase());
    const found = await search(query.text, keep, new Set(seen.keys()));
    if (found.length === 0) continue;
    for (const passage of found) seen.set(passage.id, passage);
    const kept = found.map((passage, rank) => ({ passage, score: -rank }));
    turns.push({ query: query.text, kept, hop: query.hop });
  }
  return turns;
}

/** Those that the question names first, as they stand there. */
function namedFirst(asked: string, gold: readonly Passage[]): readonly Passage[] {
  return [...namedIn(asked, gold), ...gold.filter((page) => !namedIn(asked, [page]).includes(page))];
}

/** The pages whose title, without its disambiguation, occurs in a text. */
export function namedIn(text: string, pages: readonly Passage[]): readonly Passage[] {
  return pages.filter(({ title }) => title !== '' && dprMatcher([withoutDisambiguation(title)])(text));
}

/** What may be asked now, the best first. */
function nextQuery(
  asked: string,
  pages: readonly Passage[],
  seen: ReadonlyMap<string, Passage>,
): readonly Query[] {
  const known = [asked, ...[...seen.values()].map(({ title, text }) => `${title}\n${text}`)].join('\n');
  const missing = pages.filter(({ id }) => !seen.has(id));
  const byName = namedIn(known, missing).flatMap((page) =>
    [withoutDisambiguation(page.title), page.title].map((text) => ({ text, hop: pages.indexOf(page) + 1 })),
  );
  const first = missing[0];
  return [...byName, { text: asked, hop: first === undefined ? 1 : pages.indexOf(first) + 1 }];
}

/** `Ed Wood (film)` is called Ed Wood. */
function withoutDisambiguation(title: string): string {
  return title.replace(/\s*\([^()]*\)$/, '') || title;
}
