import type { Finding } from '../../../ports/finding.ts';
import { answerTo } from '../asking.ts';
import { atOnce } from '../atOnce.ts';
import { attempt } from '../attempt.ts';
import type { Subject } from '../subject.ts';

/** Generated tokens a second with one request in flight, and with eight. */
interface Speed {
  readonly one: number;
  readonly eight: number;
}

/** An estimate from nine answers of at most 64 tokens: enough to tell a laptop from a GPU, no measurement. */
export function throughput(subject: Subject, signal: AbortSignal): Promise<Finding<Speed>> {
  return attempt('throughput', async () => {
    const one = await speed(subject, 1, signal);
    const eight = await speed(subject, 8, signal);
    if (one === 0 || eight === 0) {
      return { status: 'unknown', value: null, detail: 'the answers had no tokens' };
    }
    return {
      status: 'ok',
      value: { one, eight },
      detail: `about ${Math.round(one)} tokens/s; ${Math.round(eight)} with 8 in flight`,
    };
  });
}

async function speed(subject: Subject, inFlight: number, signal: AbortSignal): Promise<number> {
  const began = performance.now();
  // Prompts that differ from the first word on, so that no cache of prefixes helps.
  const answers = await atOnce(inFlight, (n) =>
    answerTo(subject, `${inFlight + n} things to do today: first,`, { maxTokens: 64 }, signal),
  );
  const tokens = answers.reduce((sum, { usage }) => sum + usage.outputTokens, 0);
  return tokens / ((performance.now() - began) / 1000);
}
