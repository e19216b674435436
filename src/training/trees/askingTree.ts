import { trainedPrompt } from '../../methods/im-rag/imRagPrompts.ts';
import { type MonologueTurn, monologueText } from '../../methods/im-rag/monologue.ts';
import { imRagSettings } from '../../methods/im-rag/settings.ts';
import type { Labels, TargetPart } from '../trainingTree.ts';
import { textOf } from './questionTree.ts';
import type { TreeDraft } from './treeMaker.ts';

/** A turn, and what its query was: the hop that it is right for (from 1), or 0 for one that is not to be learnt. */
export interface OracleTurn extends MonologueTurn {
  readonly hop: number;
}

/**
 * A question's whole monologue as one sequence: queries are learnt, what they found is read. Each stretch with loss ends
 * in a line break, where the harness stops a trained Questioner; the last is the switch line.
 */
export function askingTree(question: string, turns: readonly OracleTurn[], labels: Labels): TreeDraft {
  const begin = textBefore(question, []);
  const { target, steps } = written(question, turns);
  const prefix = begin.slice(0, begin.indexOf(question) + question.length).trimEnd();
  const flawed = turns.some(({ hop }) => hop === 0);
  return {
    kind: labels.kind,
    prefix: [{ text: prefix }],
    branches: [
      {
        prompt: [{ text: begin.slice(prefix.length) }],
        target,
        labels: { ...labels, steps, turns: turns.length, flawed },
      },
    ],
  };
}

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
