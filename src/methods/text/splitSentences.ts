const boundary = /[.!?]["'”’)\]]*\s+(?=["'“‘([]*[\p{Lu}\p{N}])/gu;
const abbreviation =
  /(?:^|[\s("“])(?:\p{Lu}|mr|mrs|ms|dr|prof|sr|jr|st|mt|gen|col|lt|sgt|capt|rev|hon|gov|sen|rep|no|vol|vs|c|ca|cf|fl|e\.g|i\.e|approx|est|inc|ltd|co|corp|univ|dept|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|\p{Lu}(?:\.\p{Lu})+)\.$/iu;

/**
 * The sentences of a text: cut after `.`, `!` or `?` before a capital or a digit, but not after initials and common
 * abbreviations, and at line breaks. Joined with a blank they equal the text up to white space; a blank text has none.
 */
export function splitSentences(text: string): readonly string[] {
  return text.split(/[\r\n\u2028\u2029]+/u).flatMap(splitLine);
}

function splitLine(line: string): readonly string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of line.matchAll(boundary)) {
    const end = match.index + match[0].length;
    // Only the last few characters can belong to an abbreviation.
    if (abbreviation.test(line.slice(Math.max(start, match.index - 12), match.index + 1))) continue;
    sentences.push(line.slice(start, end).trim());
    start = end;
  }
  sentences.push(line.slice(start).trim());
  return sentences.filter((sentence) => sentence !== '');
}
