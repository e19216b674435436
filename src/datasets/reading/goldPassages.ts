import type { Passage } from '../../ports/passage.ts';
import type { Gold } from '../../ports/question.ts';
import { distinct } from './fields.ts';

/** Gold by id and title from the passages that are marked as supporting; nothing where none is. */
export function goldPassages(gold: readonly Passage[]): Pick<Gold, 'passages' | 'titles'> {
  if (gold.length === 0) return {};
  return { passages: gold.map(({ id }) => id), titles: distinct(gold.map(({ title }) => title)) };
}
