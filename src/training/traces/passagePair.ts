import type { Passage } from '../../ports/passage.ts';
import { pieceAt } from '../retrieval/pieceAt.ts';
import type { RetrievalPair } from '../retrievalPair.ts';
import { isLeftOut, lacking, type LeftOut } from './leftOut.ts';
import { namedIn } from './titleMonologue.ts';
import type { TracedQuestion } from './tracedQuestion.ts';

/** Passage windows, in words: those of `training/recipes/7b.yaml`. */
const windows = [64, 128];

/** A pair for retrieval, and the passages that it names. */
export interface PassagePair {
  readonly pair: Omit<RetrievalPair, 'id' | 'wording'>;
  readonly passages: readonly Passage[];
}

/**
 * A question, the gold passages whose titles it names (all of them, where it names none), and what BM25 finds besides;
 * without passages that hold an answer, which may be right too (as DPR's negatives).
 */
export function passagePair(traced: TracedQuestion): PassagePair | LeftOut {
  const { question, labels, gold, others, holds } = traced;
  if (isLeftOut(gold)) return gold;
  const named = namedIn(question.asked.text, gold);
  const positives = named.length === 0 ? gold : named;
  const negatives = others.filter((passage) => !holds(passage));
  if (negatives.length === 0) return lacking.rivals;
  const pieces = positives.flatMap((passage) =>
    windows.flatMap((words) => {
      const text = pieceAt(passage.text, placeOfFact(traced, passage), words);
      return text === undefined ? [] : [{ words, id: passage.id, text }];
    }),
  );
  return {
    pair: {
      kind: labels.kind,
      query: question.asked.text,
      rewordings: question.rewordings ?? [],
      positives: positives.map(({ id }) => id),
      negatives: negatives.map(({ id }) => id),
      windows: pieces,
    },
    passages: [...positives, ...negatives],
  };
}

/** Where the first supporting sentence begins, else an answer, else the passage. */
function placeOfFact({ question, labels }: TracedQuestion, { title, text, sentences }: Passage): number {
  const fact = question.gold.facts?.find((each) => each.title === title);
  if (fact !== undefined && sentences !== undefined) {
    const before = sentences.slice(0, fact.sentence).join('');
    return Math.min(before.length + (sentences[fact.sentence] ?? '').length / 2, text.length);
  }
  const place = labels.answers.map((answer) => text.indexOf(answer)).find((at) => at >= 0);
  return place ?? 0;
}
