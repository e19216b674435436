import { InvalidArgumentError } from 'commander';

/** A flag's parser for one of these names. */
export function oneOf<T extends string>(names: readonly T[]): (text: string) => T {
  return (text) => {
    const found = names.find((name) => name === text);
    if (found === undefined) throw new InvalidArgumentError(`Known: ${names.join(', ')}.`);
    return found;
  };
}

/** A flag's parser for several of these names with commas between, or `all`; none twice, in the order of `names`. */
export function someOf<T extends string>(names: readonly T[]): (text: string) => readonly T[] {
  const one = oneOf(names);
  return (text) => {
    const told = text === 'all' ? names : text.split(',').map((each) => one(each.trim()));
    return names.filter((name) => told.includes(name));
  };
}
