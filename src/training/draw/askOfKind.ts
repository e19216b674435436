import { askers } from '../../datasets/atlas/asking/askers.ts';
import type { AtlasQuestionKind, Draft } from '../../datasets/atlas/asking/draft.ts';
import type { Atlas } from '../../datasets/atlas/openAtlas.ts';
import type { Article } from '../../datasets/atlas/writing/article.ts';
import type { Random } from '../../ports/random.ts';

/** Most kinds succeed within ten tries over a whole world. */
const triesOverAll = 200;
const triesAmong = 4;
/** Of a few articles hardly any names another of them in just the fact that is drawn. */
const triesForBridge = 40;

/** A question of a kind: about `among` alone, evidence included, where they are told; `undefined` if none was thought of. */
export function askOfKind(
  atlas: Atlas,
  random: Random,
  kind: AtlasQuestionKind,
  among?: readonly Article[],
): Draft | undefined {
  const tries = kind === 'bridge' ? triesForBridge : triesAmong;
  for (let left = among === undefined ? triesOverAll : tries; left > 0; left--) {
    const draft = askers[kind](atlas, random, among);
    if (draft !== undefined && (among === undefined || restsOn(draft, among))) return draft;
  }
  return undefined;
}

/** Every article that is needed is there. */
export function restsOn({ support }: Draft, articles: readonly Article[]): boolean {
  return support.every(({ article }) => articles.some(({ index }) => index === article.index));
}

/** None of the articles needed is there, and some are needed. */
export function lacksAll({ support }: Draft, articles: readonly Article[]): boolean {
  return (
    support.length > 0 &&
    support.every(({ article }) => articles.every(({ index }) => index !== article.index))
  );
}
