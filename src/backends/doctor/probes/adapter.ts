import type { Finding } from '../../../ports/finding.ts';
import { answerTo, rawAnswer, written } from '../asking.ts';
import { attempt } from '../attempt.ts';
import type { Subject } from '../subject.ts';

const text = 'The best thing about today is that';

/**
 * Whether an adapter changes the answers of its base model, and still gives its own after the base was asked (a cache
 * may hold the other's state). `true` = both.
 */
export function adapter(adapted: Subject, base: Subject, signal: AbortSignal): Promise<Finding<boolean>> {
  return attempt('adapter', async () => {
    const before = await sign(adapted, signal);
    const bare = await sign(base, signal);
    const after = await sign(adapted, signal);
    if (differ(before, after)) {
      return { status: 'no', value: false, detail: 'it answers otherwise after its base model was asked' };
    }
    return differ(before, bare)
      ? { status: 'ok', value: true, detail: 'answers differ from its base, and stay the same after it' }
      : { status: 'warn', value: null, detail: 'it answers as its base does: it may not be applied' };
  });
}

/** What tells two models apart: a greedy answer and, where it can be had, the log-probability of its first token. */
interface Sign {
  readonly text: string;
  readonly logprob: number | undefined;
}

async function sign(subject: Subject, signal: AbortSignal): Promise<Sign> {
  const answer = written(await answerTo(subject, text, { maxTokens: 16 }, signal));
  const { chatDepth, depth } = subject.model.family.logprobs;
  const offered = subject.kind === 'chat' ? chatDepth : depth;
  if (offered === 0) return { text: answer, logprob: undefined };
  const { tokens } = await rawAnswer(subject, text, { logprobs: { depth: 1, ids: [] } }, signal);
  return { text: answer, logprob: tokens?.[0]?.logprob };
}

function differ(one: Sign, other: Sign): boolean {
  if (one.text !== other.text) return true;
  // Sums in another order move it by a thousandth at most.
  return Math.abs((one.logprob ?? 0) - (other.logprob ?? 0)) > 0.01;
}
