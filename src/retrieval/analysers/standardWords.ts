// The word boundaries of Unicode's UAX 29 as Lucene's StandardTokenizer applies them, in one regular expression.
// `attached` never begins a word and never ends one (rule WB4); scripts written without spaces are set apart.
const attached = String.raw`[[\p{M}\p{Cf}\uFF9E\uFF9F]--[\u200B]]`;
const connector = String.raw`[\p{Pc}\u202F]`;
const unspacedScripts = [
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Tai_Le',
  'New_Tai_Lue',
  'Tai_Tham',
  'Tai_Viet',
  'Ahom',
];
const unspaced = String.raw`[[${unspacedScripts.map((script) => String.raw`\p{sc=${script}}`).join('')}]&&\p{L}]`;
const katakana = String.raw`[\p{sc=Katakana}\u3031-\u3035\u30FC\uFF70]`;
const apart = String.raw`\p{Ideographic}\p{sc=Han}\p{sc=Hiragana}${katakana}${unspaced}`;
const letter = String.raw`[[\p{Alphabetic}\u05F3]--[\p{M}${apart}]]`;
const digit = String.raw`[\p{Nd}\u066B]`;
const run = String.raw`[[\p{Alphabetic}\u05F3${digit}\p{Pc}\u202F\p{M}\p{Cf}\uFF9E\uFF9F]--[\u200B${apart}]]`;
const hebrew = String.raw`[\p{sc=Hebrew}&&\p{L}]`;
const eitherMiddle = String.raw`.'\u2018\u2019\u2024\uFE52\uFF07\uFF0E`;
const inWord = String.raw`[${eitherMiddle}:\xB7\u0387\u05F4\u2027\uFE13\uFE55\uFF1A]`;
const inNumber = String.raw`[${eitherMiddle},;\u037E\u0589\u060C\u060D\u066C\u07F8\u2044\uFE10\uFE14\uFE50\uFE54\uFF0C\uFF1B]`;

/** `'` between letters and `,` between digits do not end a word (rules WB6, WB7, WB7b, WB7c, WB11 and WB12). */
function joinedBy(middle: string, side: string): string {
  return `${middle}${attached}*(?=${side})(?<=${side}${attached}*${middle}${attached}*)${run}+`;
}

const word =
  `(?:${connector}${attached}*)*[${letter}${digit}]${run}*` +
  `(?:${joinedBy(inWord, letter)}|${joinedBy(inNumber, digit)}|` +
  `${joinedBy('"', hebrew)}|'(?<=${hebrew}${attached}*')${run}*)*`;
const katakanaRun = String.raw`${katakana}[${katakana}${attached}]*`;
const unspacedRun = String.raw`${unspaced}[${unspaced}${attached}]*`;
const single = String.raw`[\p{sc=Han}\p{sc=Hiragana}]${attached}*`;
// Unicode has since taken back the emoji property from ★, ♯ and their neighbours.
const oldSymbols = String.raw`\u2600-\u2605\u2607-\u2612\u2614-\u2685\u2690-\u2705\u2708-\u2712`;
const symbol = String.raw`[\p{Extended_Pictographic}${oldSymbols}]`;
const picture = String.raw`${symbol}[\p{M}\p{Cf}\p{Emoji_Modifier}]*`;
const pictures = String.raw`${picture}(?:(?<=\u200D)${picture})*|\p{RI}\p{RI}`;
const pattern = new RegExp([word, katakanaRun, single, unspacedRun, pictures].join('|'), 'gv');

const longest = 255;

/**
 * The words of a text as Lucene's StandardTokenizer finds them; one longer than 255 UTF-16 units is cut into pieces
 * of 255. What differs from Lucene is listed in docs/retrieval.md.
 */
export function standardWords(text: string): readonly string[] {
  const words = text.match(pattern);
  if (words === null) return [];
  return words.some(isTooLong) ? words.flatMap(cut) : words;
}

function isTooLong(found: string): boolean {
  return found.length > longest;
}

function cut(found: string): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < found.length; from += longest) pieces.push(found.slice(from, from + longest));
  return pieces;
}
