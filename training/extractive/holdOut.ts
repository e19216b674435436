import { mixString } from '../../src/methods/extractive/mix.ts';
import type { Example } from './example.ts';

/** One passage in so many is held out, with all its questions. */
const oneIn = 40;

/** Parts the examples by their first passage: about one in forty decides when training stops, the others train. */
export function holdOut(examples: readonly Example[]): {
  readonly train: readonly Example[];
  readonly held: readonly Example[];
} {
  const isHeld = (example: Example): boolean =>
    (mixString(example.passages[0]?.text ?? '') >>> 0) % oneIn === 0;
  return { train: examples.filter((example) => !isHeld(example)), held: examples.filter(isHeld) };
}
