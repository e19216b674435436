/** What an ASCII character is to words. */
export const asciiKind = {
  /** Ends a word. */
  other: 0,
  letter: 1,
  digit: 2,
  /** Stands anywhere in a word, but no word is made of nothing else. */
  connector: 3,
  /** Belongs to a word between two letters, or between two digits. */
  joinsBoth: 4,
  /** Belongs to a word between two letters. */
  joinsLetters: 5,
  /** Belongs to a word between two digits. */
  joinsDigits: 6,
  /** Ends a word, and nothing before it matters to what comes after it. */
  space: 7,
} as const;

/** How an analyser cuts ASCII into words. */
export interface AsciiWords {
  /** Of each of the 128 characters its kind. */
  readonly kinds: Uint8Array;
  /** Of each of the 128 characters the one that stands for it in words. */
  readonly folded: Uint8Array;
}

/** @param options.kinds The characters of each kind but white space; all others end words. */
export function asciiWords(options: {
  readonly kinds: Readonly<Partial<Record<keyof typeof asciiKind, string>>>;
  readonly lowerCase: boolean;
}): AsciiWords {
  const kinds = new Uint8Array(128);
  for (const kind of Object.keys(options.kinds) as (keyof typeof asciiKind)[]) {
    for (const character of options.kinds[kind] ?? '') kinds[character.charCodeAt(0)] = asciiKind[kind];
  }
  for (const space of '\t\n\v\f\r ') kinds[space.charCodeAt(0)] = asciiKind.space;
  const folded = Uint8Array.from({ length: 128 }, (_, code) => {
    const character = String.fromCharCode(code);
    return (options.lowerCase ? character.toLowerCase() : character).charCodeAt(0);
  });
  return { kinds, folded };
}

export const asciiLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
export const asciiDigits = '0123456789';
