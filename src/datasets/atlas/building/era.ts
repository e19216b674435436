import { between } from '../pick.ts';
import type { Random } from '../../../ports/random.ts';

/** A generation of people: all born in a span of 30 years, at work from 22 years after its end for 25 years. */
const firstBirths = [1820, 1860, 1900, 1940];

/** The n-th person's generation, 0 to 3, in every country: so facts agree in time across countries unseen. */
export function eraOfPerson(n: number): number {
  if (n >= 52 && n < 64) return 3;
  return n >= 16 && n < 52 ? 1 + (n % 3) : n % 4;
}

export function birthYear(random: Random, era: number): number {
  const first = firstBirths[era] ?? 0;
  return between(random, first, first + 29);
}

/** A year in which everybody of the generation is 22 to 76 years old. */
export function activeYear(random: Random, era: number): number {
  const first = (firstBirths[era] ?? 0) + 51;
  return between(random, first, first + 25);
}
