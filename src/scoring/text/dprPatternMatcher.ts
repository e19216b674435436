/**
 * DPR's `has_answer` for answers that are regular expressions (CuratedTREC): whether one of them is found in the
 * decomposed text (NFD), ignoring case, with `^` and `$` at lines. An invalid pattern finds nothing.
 *
 * Patterns are Python's, for its module `regex`. Its classes \d, \w, \s and boundaries \b are Unicode's there and
 * become so here; named groups and flags at the beginning are translated; other syntax that only Python has makes
 * a pattern invalid. Patterns run as they are: take them from datasets that you trust.
 */
export function dprPatternMatcher(patterns: readonly string[]): (text: string) => boolean {
  const compiled = patterns.map(compile).filter((pattern) => pattern !== undefined);
  return (text) => {
    const decomposed = text.normalize('NFD');
    return compiled.some((pattern) => pattern.test(decomposed));
  };
}

function compile(pattern: string): RegExp | undefined {
  const decomposed = pattern.normalize('NFD');
  const flags = /^\(\?([imsu]+)\)/u.exec(decomposed);
  const body = decomposed.slice(flags?.[0].length ?? 0);
  try {
    return new RegExp(inJavaScript(body), flags?.[1]?.includes('s') ? 'imsu' : 'imu');
  } catch {
    // As in DPR's script: what does not compile matches nothing.
    return undefined;
  }
}

const wordCharacters = '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d';
const beforeWord = `(?=[${wordCharacters}])`;
const afterWord = `(?<=[${wordCharacters}])`;
const notBeforeWord = `(?![${wordCharacters}])`;
const notAfterWord = `(?<![${wordCharacters}])`;

const inBrackets: Readonly<Record<string, string>> = {
  '\\d': '\\p{Nd}',
  '\\D': '\\P{Nd}',
  '\\w': wordCharacters,
};

const outside: Readonly<Record<string, string>> = {
  ...inBrackets,
  '\\w': `[${wordCharacters}]`,
  '\\W': `[^${wordCharacters}]`,
  '\\b': `(?:${notAfterWord}${beforeWord}|${afterWord}${notBeforeWord})`,
  '\\B': `(?:${notAfterWord}${notBeforeWord}|${afterWord}${beforeWord})`,
  '\\-': '-',
  '(?P<': '(?<',
};

/** Python lets any punctuation be escaped, JavaScript's Unicode patterns only their own. */
const needlessEscape = /^\\[^\p{L}\p{N}_^$\\.*+?()[\]{}|/-]$/u;

function inJavaScript(pattern: string): string {
  let brackets = false;
  return pattern.replace(/\\.|\[|\]|\(\?P</gsu, (part) => {
    if (part === '[' || part === ']') brackets = part === '[';
    if (needlessEscape.test(part)) return part.slice(1);
    return (brackets ? inBrackets : outside)[part] ?? part;
  });
}
