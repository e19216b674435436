import type { Prompt } from '../../../ports/prompt.ts';
import { unlessSpent, unlessTooLong } from '../affordable.ts';
import type { SelfRagTools } from '../roles.ts';
import { type Grade, parseGrade } from './parseGrade.ts';

/** Tokens of a verdict: one word, or a little JSON. */
export const gradeTokens = 16;

/** One grader's verdict, written down. A prompt that fits no context cannot be graded: `invalid`. */
export async function grade(
  tools: SelfRagTools,
  what: 'relevant' | 'grounded' | 'answers',
  prompt: Prompt,
  of: Readonly<Record<string, string>> = {},
): Promise<Grade | 'budget'> {
  return tools.within('critique', what, async (inner) => {
    const asking = inner.generate('generator', { prompt, maxTokens: gradeTokens, temperature: 0 });
    const said = await unlessSpent(
      unlessTooLong(asking).then((generation) => generation ?? { text: 'the prompt is too long' }),
    );
    if (said === undefined) return 'budget';
    const verdict = parseGrade(said.text);
    inner.decide(what, verdict, { ...of, said: said.text });
    return verdict;
  });
}
