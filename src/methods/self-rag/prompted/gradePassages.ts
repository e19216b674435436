import type { Ranked } from '../../../ports/passage.ts';
import { eachOf } from '../affordable.ts';
import type { SelfRagTools } from '../roles.ts';
import { grade, gradeTokens } from './grade.ts';
import { relevancePrompt } from './prompts.ts';

/**
 * The passages that are graded relevant, one call each. As much of the budget is left alone as an answer of
 * `maxTokens` needs, and half of its context tokens; what cannot be graded for it is dropped, unless that is all.
 */
export async function gradePassages(
  question: string,
  found: readonly Ranked[],
  tools: SelfRagTools,
  maxTokens: number,
): Promise<readonly Ranked[]> {
  const { calls, outputTokens, contextTokens } = tools.left();
  const most = Math.min(calls - 1, Math.floor((outputTokens - maxTokens) / gradeTokens));
  if (most < 1) return found;
  const grades = await eachOf(tools, found.slice(0, most), async ({ passage }) => {
    if (tools.left().contextTokens < contextTokens / 2) return 'budget';
    return grade(tools, 'relevant', relevancePrompt(question, passage), { passage: passage.id });
  });
  return found.filter((_, n) => grades[n] === 'yes');
}
