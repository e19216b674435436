import { RagstoneError } from '../../errors.ts';
import type { Part } from '../../ports/prompt.ts';
import { unlessTooLong } from './affordable.ts';
import { textPrompt } from './prompt.ts';
import { retrievalDecision } from './retrievalDecision.ts';
import type { SelfRagTools } from './roles.ts';
import type { Settings } from './settings.ts';
import { noRetrieval, retrieveTokens } from './tokens.ts';

/**
 * M predicts Retrieve from (x, y<t) (Algorithm 1, first step). It is asked in every mode, so that records tell what any
 * threshold would have done. Only the first position counts, so only one token is generated; no bound is accepted for
 * its probabilities where the server can tell them.
 */
export async function decideRetrieval(
  tools: SelfRagTools,
  question: readonly Part[],
  settings: Settings,
): Promise<boolean> {
  if (!(await leavesAnAnswer(tools, question))) {
    const retrieve = settings.retrieve !== 'never';
    tools.decide('retrieve', yesOrNo(retrieve), {
      mode: settings.retrieve,
      asked: 'no: the budget holds nothing beside the answer',
    });
    return retrieve;
  }
  const { tokens } = await tools.generate('generator', {
    prompt: textPrompt(question),
    maxTokens: 1,
    temperature: 0,
    watch: retrieveTokens,
  });
  const first = tokens?.[0];
  if (first?.watched === undefined) {
    throw new RagstoneError('unsupported', 'The server told no tokens: Self-RAG cannot decide on it.');
  }
  const { retrieve, because } = retrievalDecision(first.watched, first.text, settings);
  tools.decide('retrieve', yesOrNo(retrieve), because);
  return retrieve;
}

/** Whether the budget holds the question twice: once to decide, once to answer. */
async function leavesAnAnswer(tools: SelfRagTools, question: readonly Part[]): Promise<boolean> {
  const { calls, outputTokens, contextTokens } = tools.left();
  if (calls < 2 || outputTokens < 2) return false;
  if (contextTokens === Infinity) return true;
  const twice = textPrompt([...question, ...question, { control: noRetrieval }]);
  return (await unlessTooLong(tools.fit('generator', [], () => twice, 1))) !== undefined;
}

function yesOrNo(retrieve: boolean): string {
  return retrieve ? 'yes' : 'no';
}
