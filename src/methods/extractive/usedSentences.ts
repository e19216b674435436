import type { Passage } from '../../ports/passage.ts';
import type { SentenceRef } from '../../ports/question.ts';
import type { PlacedSentence } from './readPassages.ts';
import type { QuestionView } from './readQuestion.ts';

/** A second sentence is named where it holds at least this share of the question that the first does not. */
const worthNaming = 0.1;

/**
 * The sentences that an answer rests on: the one in which it stands (for yes and no, the one that holds most of the
 * question) and, of the other passages, the one that holds most of what is missing there. Only passages that come
 * with sentences have them named; `undefined` where none of the passages does.
 */
export function usedSentences(
  answering: PlacedSentence | undefined,
  sentences: readonly PlacedSentence[],
  passages: readonly Passage[],
  question: QuestionView,
): readonly SentenceRef[] | undefined {
  if (passages.every((passage) => passage.sentences === undefined)) return undefined;
  const worth = (found: Iterable<number>): number => {
    let sum = 0;
    for (const index of new Set(found)) sum += question.sought[index]?.weight ?? 0;
    return question.weight > 0 ? sum / question.weight : 0;
  };
  const first = answering ?? most(sentences, (sentence) => sentence.withTitle);
  if (first === undefined) return [];
  const covered = new Set([...first.view.found, ...first.titleFound]);
  const elsewhere = sentences.filter((sentence) => sentence.passage !== first.passage);
  const adds = (sentence: PlacedSentence): number =>
    worth([...sentence.view.found, ...sentence.titleFound].filter((index) => !covered.has(index)));
  const second = most(elsewhere, adds);
  const used = second === undefined || adds(second) < worthNaming ? [first] : [first, second];
  return used.flatMap(({ passage, sentence }) => {
    const from = passages[passage];
    return from?.sentences === undefined ? [] : [{ title: from.title, sentence }];
  });
}

function most(
  sentences: readonly PlacedSentence[],
  value: (sentence: PlacedSentence) => number,
): PlacedSentence | undefined {
  let best: PlacedSentence | undefined;
  let bestValue = -Infinity;
  for (const sentence of sentences) {
    const here = value(sentence);
    if (here > bestValue) {
      bestValue = here;
      best = sentence;
    }
  }
  return best;
}
