import { isRagstoneError } from '../../../errors.ts';
import type { Finding } from '../../../ports/finding.ts';
import { faultOf } from '../../fault.ts';
import { embed } from '../../model/embed.ts';
import type { HttpModel } from '../../model/httpModel.ts';
import { answerTo } from '../asking.ts';
import { attempt } from '../attempt.ts';
import type { Subject } from '../subject.ts';

/** The longest context, in tokens, that is filled to find out. */
const largest = 33_000;

/** Whether a prompt that is longer than the context is refused, as it must be, and not cut without a word. */
export function truncation(subject: Subject, signal: AbortSignal): Promise<Finding<boolean>> {
  return tooLong('too long a prompt', subject.model, (text) =>
    answerTo(subject, text, { maxTokens: 1 }, signal),
  );
}

/** The same of a text to embed. */
export function embeddingTruncation(model: HttpModel, signal: AbortSignal): Promise<Finding<boolean>> {
  return tooLong('too long a text to embed', model, (text) =>
    embed(model, { texts: [text], as: 'passage', pooling: 'server', normalise: true }, signal),
  );
}

/** `true` = refused. */
function tooLong(
  name: string,
  { described }: HttpModel,
  send: (text: string) => Promise<unknown>,
): Promise<Finding<boolean>> {
  return attempt(name, async () => {
    const { contextTokens } = described;
    if (!contextTokens.known) {
      return { status: 'unknown', value: null, detail: 'not tried: the context length is unknown' };
    }
    if (contextTokens.value > largest) {
      return {
        status: 'unknown',
        value: null,
        detail: `not tried: it would take more than ${largest} tokens`,
      };
    }
    try {
      // A word is a token at least.
      await send('word '.repeat(contextTokens.value + 64));
    } catch (error) {
      const fault = faultOf(error)?.fault;
      if (fault === 'truncated') {
        return {
          status: 'no',
          value: false,
          detail: 'cut without a word; its count of tokens gives it away, so such a request fails',
        };
      }
      const overflow = isRagstoneError(error) && error.code === 'context-overflow';
      if (overflow || fault === 'refused') return { status: 'ok', value: true, detail: 'refused, not cut' };
      throw error;
    }
    return {
      status: 'no',
      value: false,
      detail: 'taken: it was cut without a word, or the context is longer than told',
    };
  });
}
