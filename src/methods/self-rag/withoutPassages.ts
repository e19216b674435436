import type { Answer } from '../../ports/answer.ts';
import type { Part } from '../../ports/prompt.ts';
import type { Asked } from '../../ports/question.ts';
import { unlessSpent } from './affordable.ts';
import { cleanLine, cleanText } from './cleanText.ts';
import { closedAnswer } from './closedAnswer.ts';
import { textPrompt } from './prompt.ts';
import type { SelfRagTools } from './roles.ts';
import { noRetrieval } from './tokens.ts';

/**
 * M writes y from x alone, behind `[No Retrieval]` (Algorithm 1, branch *No*; `run_short_form.py:169-175`). Empty when not
 * even this is left in the budget.
 */
export async function withoutPassages(
  tools: SelfRagTools,
  asked: Asked,
  question: readonly Part[],
  maxTokens: number,
): Promise<Answer> {
  const prompt = textPrompt([...question, { control: noRetrieval }]);
  const written = await unlessSpent(tools.generate('generator', { prompt, maxTokens, temperature: 0 }));
  if (written === undefined) return { text: '', evidence: [], stopped: 'budget' };
  const raw = written.text;
  const text = asked.task === 'open' ? cleanText(raw) : closedAnswer(cleanLine(raw), asked);
  return { text, raw, evidence: [] };
}
