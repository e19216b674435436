import type { Prompt } from '../../../ports/prompt.ts';
import { unlessSpent } from '../affordable.ts';
import type { SelfRagTools } from '../roles.ts';

/** What the model says, greedily; `undefined` when the budget is spent. */
export async function ask(
  tools: SelfRagTools,
  prompt: Prompt,
  maxTokens: number,
): Promise<string | undefined> {
  const generation = await unlessSpent(tools.generate('generator', { prompt, maxTokens, temperature: 0 }));
  return generation?.text;
}
