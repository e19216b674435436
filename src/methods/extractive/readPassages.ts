import type { Passage } from '../../ports/passage.ts';
import type { Lexicon } from './lexicon.ts';
import type { QuestionView } from './readQuestion.ts';
import { margin, readSentence, type SentenceView } from './readSentence.ts';
import { splitSentences } from '../text/splitSentences.ts';

/** A sentence in its place, with shares (0 to 1) of the question's weight that are found around it. */
export interface PlacedSentence {
  readonly view: SentenceView;
  /** Position of the passage in the list, and of the sentence in the passage, from 0. */
  readonly passage: number;
  readonly sentence: number;
  /** Found in the sentence. */
  readonly overlap: number;
  /** Found in the sentence or its passage's title. */
  readonly withTitle: number;
  /** Found in the title. */
  readonly title: number;
  /** Different stems of the title. */
  readonly titleLength: number;
  /** Which sought words the title holds. */
  readonly titleFound: readonly number[];
  /** Found in the passage. */
  readonly inPassage: number;
  /** Of neighbouring pairs of sought words, those found side by side. */
  readonly pairs: number;
  /** Found in the sentence before, and after. */
  readonly before: number;
  readonly after: number;
  /** The most that is found in a sentence of another passage that names this passage's title. */
  readonly named: number;
}

/** Of a text that comes uncut, so many UTF-16 units are read: the work stays bounded. */
const longestText = 100_000;
/** Passages are read up to this many sentences in all. */
const mostSentences = 400;
/** And spans are looked for in so many of them. */
const mostCandidates = 40;

/** Reads passages against a question and keeps the sentences that hold most of it, in reading order. */
export function readPassages(
  passages: readonly Passage[],
  question: QuestionView,
  lexicon: Lexicon,
): readonly PlacedSentence[] {
  const read: PlacedSentence[] = [];
  let left = mostSentences;
  const share = (found: Iterable<number>): number => {
    let sum = 0;
    for (const index of new Set(found)) sum += question.sought[index]?.weight ?? 0;
    return question.weight > 0 ? sum / question.weight : 0;
  };
  for (const [index, passage] of passages.entries()) {
    const texts = (passage.sentences ?? splitSentences(passage.text.slice(0, longestText))).slice(0, left);
    left -= texts.length;
    const title = readSentence(passage.title, question, lexicon);
    const titleStems = new Set(title.stem.subarray(margin, title.length + margin));
    const views = texts.map((text) => readSentence(text, question, lexicon, titleStems));
    const overlaps = views.map((view) => share(view.found));
    const inPassage = share([...title.found, ...views.flatMap((view) => view.found)]);
    for (const [at, view] of views.entries()) {
      read.push({
        view,
        passage: index,
        sentence: at,
        overlap: overlaps[at] ?? 0,
        withTitle: share([...view.found, ...title.found]),
        title: share(title.found),
        titleLength: titleStems.size,
        titleFound: title.found,
        inPassage,
        pairs: pairsFound(view, question),
        before: overlaps[at - 1] ?? 0,
        after: overlaps[at + 1] ?? 0,
        named: 0,
      });
    }
  }
  return best(withNames(read, passages), mostCandidates);
}

function withNames(read: readonly PlacedSentence[], passages: readonly Passage[]): readonly PlacedSentence[] {
  if (passages.length < 2) return read;
  const named = passages.map((passage, index) => {
    const name = passage.title.replace(/ \(.*\)$/u, '');
    if (name.length < 3) return 0;
    return Math.max(
      0,
      ...read
        .filter((sentence) => sentence.passage !== index && sentence.view.tokens.text.includes(name))
        .map((sentence) => sentence.withTitle),
    );
  });
  return read.map((sentence) => ({ ...sentence, named: named[sentence.passage] ?? 0 }));
}

function best(read: readonly PlacedSentence[], most: number): readonly PlacedSentence[] {
  if (read.length <= most) return read;
  const value = (sentence: PlacedSentence): number =>
    sentence.withTitle +
    0.5 * sentence.inPassage +
    0.5 * sentence.named +
    0.2 * Math.max(sentence.before, sentence.after);
  const order = read.map((sentence, at) => ({ at, value: value(sentence) }));
  order.sort((a, b) => b.value - a.value || a.at - b.at);
  const kept = new Set(order.slice(0, most).map(({ at }) => at));
  return read.filter((_, at) => kept.has(at));
}

function pairsFound(view: SentenceView, question: QuestionView): number {
  const pairs = question.sought.filter((sought) => sought.next !== -1).length;
  if (pairs === 0) return 0;
  const found = new Set<number>();
  for (let at = 1; at < view.match.length; at += 1) {
    const first = (view.match[at - 1] ?? 0) - 1;
    const second = (view.match[at] ?? 0) - 1;
    if (first >= 0 && second >= 0 && question.sought[first]?.next === second) found.add(first);
  }
  return found.size / pairs;
}
