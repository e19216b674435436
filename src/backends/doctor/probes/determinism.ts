import type { Finding } from '../../../ports/finding.ts';
import { answerTo, written } from '../asking.ts';
import { atOnce } from '../atOnce.ts';
import { attempt } from '../attempt.ts';
import type { Subject } from '../subject.ts';

const times = 20;

/**
 * Whether one prompt has one answer at temperature 0, asked 20 times: one after the other (`alone`), or all at once
 * beside one that was asked before (`together`). The value is the number of different answers.
 */
export function determinism(
  subject: Subject,
  how: 'alone' | 'together',
  signal: AbortSignal,
): Promise<Finding<number>> {
  return attempt(`deterministic ${how}`, async () => {
    const ask = async (): Promise<string> =>
      written(await answerTo(subject, 'A short story: Once upon a time, there', { maxTokens: 32 }, signal));
    const answers = new Set([await ask()]);
    if (how === 'alone') {
      for (let n = 1; n < times; n++) answers.add(await ask());
    } else {
      for (const answer of await atOnce(times, ask)) answers.add(answer);
    }
    const value = answers.size;
    return value === 1
      ? { status: 'ok', value, detail: `one answer in ${times} at temperature 0` }
      : { status: 'no', value, detail: `${value} different answers at temperature 0` };
  });
}
