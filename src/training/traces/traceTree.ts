import { prependedPrompt } from '../../methods/invar-rag.ts';
import { answeringPrompt } from '../../methods/prompting/answeringPrompt.ts';
import type { Random } from '../../ports/random.ts';
import { labelledTree } from '../labels/labelledTree.ts';
import type { Labeller } from '../labels/labeller.ts';
import type { Protocol } from '../trainingTree.ts';
import { answeringTree } from '../trees/answeringTree.ts';
import { askingTree } from '../trees/askingTree.ts';
import { questionTree } from '../trees/questionTree.ts';
import type { TreeDraft } from '../trees/treeMaker.ts';
import { documentTree } from './documentTree.ts';
import { isLeftOut, lacking, type LeftOut } from './leftOut.ts';
import { titleMonologue } from './titleMonologue.ts';
import type { TracedQuestion } from './tracedQuestion.ts';

/** What trees are made with. */
export interface TraceTools {
  /** Documents that a reader is shown, gold ones among them. */
  readonly documents: number;
  readonly random: Random;
  /** The model that judges for self-rag. */
  readonly labeller: Labeller | undefined;
  /** The answer of another question. */
  readonly other: string | undefined;
  readonly signal: AbortSignal;
}

/** A question's tree of a protocol, with its method's own text prompt; or why there is none. */
export async function traceTree(
  protocol: Protocol,
  traced: TracedQuestion,
  { documents: size, labeller, ...tools }: TraceTools,
): Promise<TreeDraft | LeftOut> {
  const { question, labels } = traced;
  const { random } = tools;
  switch (protocol) {
    case 'reader':
      return documentTree(traced, (asked, shown) => answeringPrompt(asked, shown, 'text'), { size, random });
    case 'invar-reader':
      return documentTree(traced, (asked, shown) => prependedPrompt(asked, shown, 'text'), { size, random });
    case 'closed-book': {
      const put = { asked: question.asked, labels: { ...labels, answered: true } };
      return questionTree(labels.kind, [put], (asked) => answeringPrompt(asked, [], 'text'));
    }
    case 'questioner':
    case 'answerer': {
      const turns = await titleMonologue(traced);
      if (isLeftOut(turns)) return turns;
      const make = protocol === 'questioner' ? askingTree : answeringTree;
      return make(question.asked.text, turns, labels);
    }
    case 'self-rag':
      return labeller === undefined ? lacking.labeller : labelledTree(traced, { labeller, ...tools });
  }
}
