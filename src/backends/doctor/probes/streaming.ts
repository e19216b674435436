import type { Finding } from '../../../ports/finding.ts';
import { answerTo } from '../asking.ts';
import { attempt } from '../attempt.ts';
import type { Subject } from '../subject.ts';

/** Whether answers can be streamed; the value is the time to the first token in milliseconds. */
export function streaming({ model, kind }: Subject, signal: AbortSignal): Promise<Finding<number>> {
  return attempt('streaming', async () => {
    if (model.family[kind]?.streams === undefined) {
      return { status: 'no', value: null, detail: 'this route is not streamed: no time to the first token' };
    }
    const subject = { model: { ...model, firstToken: true }, kind };
    const { served } = await answerTo(subject, 'One, two, three,', { maxTokens: 16 }, signal);
    const ms = served.by === 'model' ? served.firstTokenMs : undefined;
    return ms === undefined
      ? { status: 'unknown', value: null, detail: 'the answer had no token' }
      : { status: 'ok', value: ms, detail: `first token after ${ms.toFixed(0)} ms` };
  });
}
