import type { Random } from '../../../ports/random.ts';
import { countriesPerContinent } from '../layout.ts';
import type { NameClass } from '../naming/phonologies.ts';
import { oneIn } from '../pick.ts';

/** What the builders of a country's entities share. */
export interface CountryContext {
  readonly seed: number;
  readonly country: number;
  readonly word: (name: NameClass, n: number) => string;
}

/** This country, or, once in seven times, any of its continent. */
export function homeOrAbroad({ country }: CountryContext, random: Random): number {
  if (!oneIn(random, 7)) return country;
  const first = country - (country % countriesPerContinent);
  return first + random.below(countriesPerContinent);
}
