import { RagstoneError } from '../../errors.ts';
import type { Wording } from './writing/chooseWordings.ts';

/** Goes up whenever the same seed would give other bytes. */
export const atlasGenerator = 1;

/** The names suffice, each used once, for this many articles. */
export const maxAtlasArticles = 4_000_000;

/**
 * A fictional world. Article `i` depends on the seed alone: a larger world begins with the articles of a smaller
 * one. Questions depend on the number of articles too, since they ask only about what has an article.
 */
export interface AtlasWorld {
  /** An integer from 0 to 2^53 − 1. */
  readonly seed: number;
  /** From 1 to 4,000,000. */
  readonly articles: number;
  /**
   * Which wordings may be used, by id (`town.founded/statement/3`); all unless told. It must leave at least one
   * statement and one phrase of each list; of what has fewer than four question wordings left, nothing is asked.
   */
  readonly allows?: (wording: string) => boolean;
  /**
   * The wordings to choose from, by list (`town.founded/statement`), in place of all its own: then `allows` is not asked.
   * It leaves as much as `allows` must.
   */
  readonly wordings?: (list: string) => readonly Wording[];
  /** Which invented words things may be named with; all unless told. It must leave a good part of all words. */
  readonly names?: (word: string) => boolean;
  /** Wordings of each question, itself among them: from 1; 4 unless told. */
  readonly texts?: number;
}

/** @throws RagstoneError `usage` when a number is out of range. */
export function checkAtlasWorld({ seed, articles }: AtlasWorld): void {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RagstoneError('usage', `An Atlas seed is a whole number from 0, not ${seed}.`, { input: seed });
  }
  if (!Number.isInteger(articles) || articles < 1 || articles > maxAtlasArticles) {
    throw new RagstoneError(
      'usage',
      `An Atlas world has 1 to ${maxAtlasArticles} articles, not ${articles}.`,
      { input: articles },
    );
  }
}
