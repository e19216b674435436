import { InvalidArgumentError } from 'commander';

/** A flag's parser for whole numbers from `least` on. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`Give a whole number of ${least} or more.`);
    }
    return value;
  };
}
