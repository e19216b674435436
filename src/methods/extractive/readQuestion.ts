import { askedNoun } from './askedNoun.ts';
import type { Lexicon } from './lexicon.ts';
import { mix } from './mix.ts';
import { questionKind, questionWordAt } from './questionKind.ts';
import { shapeOf } from './shapeOf.ts';
import { soughtWords, type Sought } from './soughtWords.ts';
import { tokenise } from './tokenise.ts';

/** What the reader makes of a question. The keys are hashes that features are combined with. */
export interface QuestionView {
  /** The question word with what follows it where that decides: who, how many, in what, yes/no. */
  readonly kind: number;
  /** `kind` and the class of the asked-for noun (`which city`). */
  readonly kindAndGroup: number;
  /** `kind` and the asked-for noun, or the first sought word after the question word (`when … born`). */
  readonly kindAndWord: number;
  readonly sought: readonly Sought[];
  /** The sum of the weights. */
  readonly weight: number;
  /** Asks for yes or no: no span can answer it. */
  readonly closed: boolean;
  /** Its first word. */
  readonly opener: number;
}

const openers = new Set(
  "is are was were do does did has have had can could will would should am isn’t isn't aren't".split(' '),
);

const longestQuestion = 80;

/** Analyses a question; anything that is text is a question. */
export function readQuestion(text: string, lexicon: Lexicon): QuestionView {
  const tokens = tokenise(text, longestQuestion);
  const written = Array.from({ length: tokens.length }, (_, at) =>
    text.slice(tokens.from[at], tokens.to[at]),
  );
  const shapes = written.map((word, at) => shapeOf(word, tokens.words[at] ?? ''));
  const words = written.map((word, at) => lexicon.look(word, tokens.words[at] ?? ''));
  const closed = openers.has(tokens.words[0] ?? '');
  const asking = closed ? 0 : questionWordAt(tokens.words);
  const kind = questionKind(tokens.words, asking, closed);
  const sought = soughtWords(tokens.words, words, shapes, written, asking);
  const focus = askedNoun(tokens.words, shapes, asking);
  const focusWord = focus === -1 ? undefined : words[focus];
  const first = sought.find((word) => word.place > 0);
  return {
    kind,
    kindAndGroup: mix(kind, focusWord === undefined ? 1000 : focusWord.group),
    kindAndWord: mix(kind, focusWord === undefined ? (first?.stem ?? 0) : mix(focusWord.stem, 7)),
    sought,
    weight: sought.reduce((sum, word) => sum + word.weight, 0),
    closed: closed && !tokens.words.includes('or'),
    opener: words[0]?.id ?? 0,
  };
}
