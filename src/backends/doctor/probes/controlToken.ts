import type { Finding } from '../../../ports/finding.ts';
import { rawAnswer } from '../asking.ts';
import { attempt } from '../attempt.ts';
import type { Subject } from '../subject.ts';

/**
 * Whether a control token of the model is one token, and is written out where it is generated: it is made to be
 * generated where the server can confine an answer to a token.
 */
export function controlToken(
  subject: Subject,
  control: string,
  signal: AbortSignal,
): Promise<Finding<boolean>> {
  return attempt(`control token ${control}`, async () => {
    const { family, tokenizer } = subject.model;
    const id = await tokenizer?.idOf(control, signal);
    if (tokenizer !== undefined && id === undefined) {
      return { status: 'no', value: false, detail: 'it is not one token of this model' };
    }
    if (family.controlTokens.known && !family.controlTokens.value) {
      return { status: 'no', value: false, detail: 'this kind of server never writes control tokens out' };
    }
    if (id === undefined || !family.logprobs.restricts || subject.kind === 'chat') {
      return id !== undefined && family.controlTokens.known
        ? {
            status: 'ok',
            value: true,
            detail: `one token (${id}); this kind of server writes them out (not tried)`,
          }
        : { status: 'unknown', value: null, detail: 'this kind of server cannot be made to generate it' };
    }
    const { text } = await rawAnswer(
      subject,
      'One, two,',
      { restrictTo: [id], showControls: true, logprobs: { depth: 1, ids: [] } },
      signal,
    );
    return text.includes(control)
      ? { status: 'ok', value: true, detail: `one token (${id}), written out` }
      : {
          status: 'no',
          value: false,
          detail: `generated as "${text}": start the server so that it shows special tokens`,
        };
  });
}
