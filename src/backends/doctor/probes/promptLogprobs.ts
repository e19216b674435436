import type { Finding } from '../../../ports/finding.ts';
import { rawAnswer } from '../asking.ts';
import { attempt } from '../attempt.ts';
import type { Subject } from '../subject.ts';

/** Whether the log-probabilities of a prompt's own tokens can be had. */
export function promptLogprobs(subject: Subject, signal: AbortSignal): Promise<Finding<boolean>> {
  return attempt('prompt logprobs', async () => {
    if (!subject.model.family.logprobs.prompt) {
      return { status: 'no', value: false, detail: 'this kind of server tells none' };
    }
    if (subject.kind === 'chat') return { status: 'no', value: false, detail: 'not of chat prompts' };
    const { promptLast } = await rawAnswer(subject, 'One, two, three,', { scorePrompt: true }, signal);
    return promptLast === undefined
      ? { status: 'no', value: false, detail: 'asked for, and not sent' }
      : { status: 'ok', value: true, detail: 'yes' };
  });
}
