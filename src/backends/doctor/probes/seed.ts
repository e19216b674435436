import type { Finding } from '../../../ports/finding.ts';
import { answerTo, written } from '../asking.ts';
import { attempt } from '../attempt.ts';
import type { Subject } from '../subject.ts';

/** Whether a seed decides what is sampled: two samples at temperature 1 with one seed, a third with another. */
export function seed(subject: Subject, signal: AbortSignal): Promise<Finding<boolean>> {
  return attempt('seed', async () => {
    const sample = async (its: number): Promise<string> =>
      written(
        await answerTo(
          subject,
          'Here are some random words and numbers:',
          { maxTokens: 24, temperature: 1, seed: its },
          signal,
        ),
      );
    // One after the other: what runs beside a request may change it on some servers.
    const first = await sample(1);
    const same = await sample(1);
    if (first !== same) return { status: 'no', value: false, detail: 'two samples with one seed differ' };
    const other = await sample(2);
    return first === other
      ? { status: 'unknown', value: null, detail: 'samples with different seeds are the same, too' }
      : { status: 'ok', value: true, detail: 'honoured' };
  });
}
