import { standIn, type StoredLexicon } from '../../src/methods/extractive/lexicon.ts';
import { splitSentences } from '../../src/methods/text/splitSentences.ts';
import { tokenise } from '../../src/methods/extractive/tokenise.ts';
import type { Example } from './example.ts';
import { clusterWords } from './clusterWords.ts';

/**
 * The vocabulary of the training texts (words that occur `minimum` times or more, stand-ins for the others), with
 * word classes and how rare each word is among the passages.
 */
export function buildLexicon(examples: readonly Example[], minimum = 8, classes = 90): StoredLexicon {
  const passages = new Set(examples.flatMap((example) => example.passages.map((passage) => passage.text)));
  const sentences: (readonly string[])[] = [];
  const documents = new Map<string, number>();
  const counts = new Map<string, number>();
  const read = (text: string): readonly string[] => {
    const tokens = tokenise(text, 400);
    sentences.push(
      tokens.words.map((word, place) => written(text, tokens.from[place], tokens.to[place], word)),
    );
    for (const word of tokens.words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return tokens.words;
  };
  for (const text of passages) {
    const words = splitSentences(text).flatMap(read);
    for (const word of new Set(words)) documents.set(word, (documents.get(word) ?? 0) + 1);
  }
  for (const example of examples) read(example.question);

  const known = [...counts.keys()].filter((word) => (counts.get(word) ?? 0) >= minimum && !/\d/u.test(word));
  const inLexicon = new Set(known);
  const frequencies = new Map<string, number>();
  const texts = sentences.map((sentence) =>
    sentence.map((token) => {
      const word = token.toLowerCase();
      return inLexicon.has(word) ? word : standIn(token, word);
    }),
  );
  for (const word of texts.flat()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  const words = [...frequencies.keys()].sort(
    (a, b) => (frequencies.get(b) ?? 0) - (frequencies.get(a) ?? 0) || (a < b ? -1 : 1),
  );
  const numberOf = new Map(words.map((word, index) => [word, index]));
  const stream = Int32Array.from(
    texts.flatMap((sentence) => [...sentence.map((word) => numberOf.get(word) ?? -1), -1]),
  );
  const classOf = clusterWords(stream, words.length, classes, 12);
  return {
    words: words.join(' '),
    classes: String.fromCharCode(...Array.from(classOf, (group) => 33 + group)),
    rarity: words.map((word) => rarityCharacter(documents.get(word) ?? 0, passages.size)).join(''),
  };
}

function written(text: string, from: number | undefined, to: number | undefined, word: string): string {
  return from === undefined || to === undefined ? word : text.slice(from, to);
}

/** Inverse document frequency as a share of that of a word in no passage, in 64 steps. */
function rarityCharacter(documents: number, passages: number): string {
  const share = Math.log((passages + 1) / (documents + 1)) / Math.log(passages + 1);
  return String.fromCharCode(33 + Math.round(share * 63));
}
