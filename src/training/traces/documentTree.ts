import type { Ranked } from '../../ports/passage.ts';
import type { Prompt } from '../../ports/prompt.ts';
import type { Asked } from '../../ports/question.ts';
import type { Random } from '../../ports/random.ts';
import { shuffle } from '../../statistics/shuffle.ts';
import { questionTree } from '../trees/questionTree.ts';
import type { TreeDraft } from '../trees/treeMaker.ts';
import { isLeftOut, type LeftOut } from './leftOut.ts';
import type { TracedQuestion } from './tracedQuestion.ts';

/**
 * A question behind documents: all gold passages, and of those that BM25 finds besides as many as make up `size`, in an
 * order drawn by `random`.
 */
export function documentTree(
  { question, labels, gold, others }: TracedQuestion,
  promptOf: (asked: Asked, shown: readonly Ranked[]) => Prompt,
  { size, random }: { readonly size: number; readonly random: Random },
): TreeDraft | LeftOut {
  if (isLeftOut(gold)) return gold;
  const chosen = [...gold, ...others.slice(0, Math.max(0, size - gold.length))];
  const shown = shuffle(chosen, random).map((passage, rank): Ranked => ({ passage, score: -rank }));
  const put = { asked: question.asked, labels: { ...labels, answered: true, documents: shown.length } };
  return questionTree(labels.kind, [put], (asked) => promptOf(asked, shown));
}
