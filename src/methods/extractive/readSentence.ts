import type { Lexicon } from './lexicon.ts';
import type { QuestionView } from './readQuestion.ts';
import { shape, shapeOf } from './shapeOf.ts';
import { tokenise, type Tokens } from './tokenise.ts';

/** Room on both sides of a sentence's arrays, so that the neighbours of any token can be read. */
export const margin = 2;

/** A sentence as the reader sees it against a question. Token `t` stands at `t + margin` in every array. */
export interface SentenceView {
  readonly tokens: Tokens;
  readonly length: number;
  readonly word: Int32Array;
  readonly stem: Int32Array;
  readonly group: Int32Array;
  readonly shape: Int32Array;
  /** The matched word of the question, from 1; 0 = none. */
  readonly match: Int32Array;
  /** What the match is worth. */
  readonly worth: Float32Array;
  /** 1 where the token's stem stands in the passage's title. */
  readonly titled: Int32Array;
  /** 1 where no white space stands before the token. */
  readonly glued: Int32Array;
  /** Which sought words occur, by number. */
  readonly found: readonly number[];
}

export const longestSentence = 120;

/** A word that shares only its first letters with a sought word is worth less than one with its stem. */
const prefixWorth = 0.6;

const noTitle: ReadonlySet<number> = new Set();

/** Tokenises a sentence (its first 120 tokens) and marks what matches the question, and the stems of the title. */
export function readSentence(
  text: string,
  question: QuestionView,
  lexicon: Lexicon,
  title: ReadonlySet<number> = noTitle,
): SentenceView {
  const tokens = tokenise(text, longestSentence);
  const room = tokens.length + 2 * margin;
  const view = {
    tokens,
    length: tokens.length,
    word: new Int32Array(room),
    stem: new Int32Array(room),
    group: new Int32Array(room).fill(255),
    shape: new Int32Array(room).fill(shape.none),
    match: new Int32Array(room),
    worth: new Float32Array(room),
    titled: new Int32Array(room),
    glued: new Int32Array(room),
  };
  const found = new Set<number>();
  for (let token = 0; token < tokens.length; token += 1) {
    const at = token + margin;
    const from = tokens.from[token] ?? 0;
    const written = text.slice(from, tokens.to[token]);
    const lower = tokens.words[token] ?? '';
    const word = lexicon.look(written, lower);
    view.word[at] = word.id;
    view.stem[at] = word.stem;
    view.group[at] = word.group;
    view.shape[at] = shapeOf(written, lower);
    view.titled[at] = title.has(word.stem) ? 1 : 0;
    view.glued[at] = token > 0 && from === tokens.to[token - 1] ? 1 : 0;
    for (let index = 0; index < question.sought.length; index += 1) {
      const sought = question.sought[index];
      if (sought === undefined) continue;
      const exact = sought.stem === word.stem;
      if (!exact && (word.prefix === 0 || word.prefix !== sought.prefix)) continue;
      const worth = exact ? sought.weight : sought.weight * prefixWorth;
      if (worth <= (view.worth[at] ?? 0)) continue;
      view.match[at] = index + 1;
      view.worth[at] = worth;
    }
    const match = view.match[at] ?? 0;
    if (match > 0) found.add(match - 1);
  }
  return { ...view, found: [...found] };
}
