import type { Random } from '../../src/ports/random.ts';
import { shuffle } from '../../src/statistics/shuffle.ts';
import type { Example } from './example.ts';

/** Files list a page's passages one after the other: so far around an example its neighbours are looked for. */
const neighbourhood = 60;

/**
 * The example as it is met in practice. Half of those that come with one or two passages are left alone; the others
 * get one to five passages more, from around them in the list (mostly the same page) or from anywhere, in random order.
 */
export function withDistractors(
  examples: readonly Example[],
  index: number,
  random: Random,
): Example | undefined {
  const example = examples[index];
  if (example === undefined) return undefined;
  if (example.passages.length > 2 || random.unit() < 0.5) {
    return { ...example, passages: shuffle(example.passages, random) };
  }
  const passages = new Map(example.passages.map((passage) => [passage.text, passage]));
  const wanted = 1 + random.below(5);
  for (let drawn = 0; drawn < wanted; drawn += 1) {
    const near = random.unit() < 0.6;
    const other = near
      ? Math.min(
          examples.length - 1,
          Math.max(0, index + random.below(2 * neighbourhood + 1) - neighbourhood),
        )
      : random.below(examples.length);
    const passage = examples[other]?.passages[0];
    if (passage !== undefined) passages.set(passage.text, passage);
  }
  return { ...example, passages: shuffle([...passages.values()], random) };
}
