import type { Finding } from '../../../ports/finding.ts';
import { rawAnswer } from '../asking.ts';
import { attempt } from '../attempt.ts';
import type { Subject } from '../subject.ts';

const text = 'One, two, three,';

/** How many tokens stand before a text prompt's own, by the server's count: a first token belongs there once or never. */
export function firstToken(subject: Subject, signal: AbortSignal): Promise<Finding<number>> {
  return attempt('first token', async () => {
    const { tokenizer } = subject.model;
    if (tokenizer === undefined) {
      return { status: 'unknown', value: null, detail: 'tokens cannot be counted' };
    }
    if (subject.kind === 'chat') {
      return { status: 'unknown', value: null, detail: 'counted in text prompts only' };
    }
    const { usage } = await rawAnswer(subject, text, {}, signal);
    const before = usage.promptTokens - (await tokenizer.count(text, signal));
    if (before === 0) return { status: 'ok', value: 0, detail: 'none: this model has none' };
    if (before === 1) return { status: 'ok', value: 1, detail: 'once' };
    return {
      status: 'no',
      value: before,
      detail: `${before} tokens more than the prompt has: it is doubled, or the prompt was not read as it was sent`,
    };
  });
}
