import type { Article } from '../../datasets/atlas/writing/article.ts';

/** The words of a title that may name something: those with a capital and at least four letters. */
export function nameWords({ passage }: Article): readonly string[] {
  return passage.title.match(/\p{Lu}\p{L}{3,}/gu) ?? [];
}
