import type { Finding } from '../../../ports/finding.ts';
import { rawAnswer } from '../asking.ts';
import { attempt } from '../attempt.ts';
import type { Subject } from '../subject.ts';

/**
 * Whether log-probabilities are the model's own, or of the distribution after the temperature was applied: then those
 * told at another temperature than 1 are no probabilities of the model.
 */
export function logprobScale(
  subject: Subject,
  signal: AbortSignal,
): Promise<Finding<'before temperature' | 'after temperature'>> {
  return attempt('logprobs scale', async () => {
    const told = async (temperature: number): Promise<ReadonlyMap<number | string, number>> => {
      const change = { temperature, logprobs: { depth: 5, ids: [] } };
      const { tokens } = await rawAnswer(subject, 'One, two, three,', change, signal);
      return new Map((tokens?.[0]?.alternatives ?? []).map(({ id, text, logprob }) => [id ?? text, logprob]));
    };
    const plain = await told(1);
    const sharpened = await told(0.5);
    const changes = [...plain].flatMap(([token, logprob]) => {
      const other = sharpened.get(token);
      return other === undefined ? [] : [Math.abs(logprob - other)];
    });
    if (changes.length === 0) {
      return { status: 'unknown', value: null, detail: 'nothing to compare at two temperatures' };
    }
    // Sums in another order move a log-probability by a hundredth at most.
    return Math.max(...changes) < 0.05
      ? { status: 'ok', value: 'before temperature', detail: 'the same at every temperature' }
      : { status: 'warn', value: 'after temperature', detail: 'scaled by the temperature' };
  });
}
