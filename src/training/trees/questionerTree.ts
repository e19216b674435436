import type { AtlasQuestionKind } from '../../datasets/atlas/asking/draft.ts';
import { trainedPrompt } from '../../methods/im-rag/imRagPrompts.ts';
import { monologueText } from '../../methods/im-rag/monologue.ts';
import { imRagSettings } from '../../methods/im-rag/settings.ts';
import { askedOf } from '../draw/askedOf.ts';
import { askOfKind } from '../draw/askOfKind.ts';
import { labelsOf } from '../draw/labelsOf.ts';
import { type OracleTurn, oracleMonologue } from '../draw/oracleMonologue.ts';
import { weighted, type Weights } from '../draw/weighted.ts';
import type { TargetPart } from '../trainingTree.ts';
import { textOf } from './questionTree.ts';
import type { TreeMaker } from './treeMaker.ts';

/** What monologues are about: mostly questions of two steps. */
export const monologueKinds: Weights<AtlasQuestionKind> = [
  ['one-hop', 22],
  ['bridge', 36],
  ['comparison', 16],
  ['yes-no', 14],
  ['common', 6],
  ['self-contained', 6],
];

/**
 * A question's whole monologue as one sequence: queries are learnt, what they found is read. Each stretch with loss ends
 * in a line break, where the harness stops a trained Questioner; the last is the switch line.
 */
export const questionerTree: TreeMaker = async (world, random) => {
  const draft = askOfKind(world.atlas, random, weighted(random, monologueKinds));
  if (draft === undefined) return undefined;
  const turns = await oracleMonologue(world, random, draft);
  if (turns === undefined) return undefined;
  const question = askedOf(draft).text;
  const begin = textBefore(question, []);
  const { target, steps } = written(question, turns);
  const prefix = begin.slice(0, begin.indexOf(question) + question.length);
  return {
    kind: draft.kind,
    prefix: [{ text: prefix }],
    branches: [
      {
        prompt: [{ text: begin.slice(prefix.length) }],
        target,
        labels: {
          ...labelsOf(draft, { answered: true }),
          steps,
          turns: turns.length,
          flawed: turns.some(({ hop }) => hop === 0),
        },
      },
    ],
  };
};

function written(
  question: string,
  turns: readonly OracleTurn[],
): { readonly target: readonly TargetPart[]; readonly steps: readonly string[] } {
  const target: TargetPart[] = [];
  for (const [at, { query, hop }] of turns.entries()) {
    const text = ` ${query}\n`;
    target.push(hop === 0 ? { text, loss: false } : { text });
    const before = textBefore(question, turns.slice(0, at)).length;
    const after = textBefore(question, turns.slice(0, at + 1));
    target.push({ text: after.slice(before + text.length), loss: false });
  }
  target.push({ text: ` ${imRagSettings.parse({}).switchLine}\n` });
  const steps = turns.flatMap(({ hop }) => (hop === 0 ? [] : [`query-${hop}`]));
  return { target, steps: [...steps, 'answer'] };
}

/** What the Questioner is sent after these turns. */
function textBefore(question: string, turns: readonly OracleTurn[]): string {
  const shown = turns.flatMap(({ kept }) => kept);
  return textOf(trainedPrompt('query', monologueText(question, turns, shown), 'text'));
}
