import type { Finding } from '../../../ports/finding.ts';
import type { HttpModel } from '../../model/httpModel.ts';
import { attempt } from '../attempt.ts';

/** Tokens that prompt and answer may have together, as the server says. */
export function contextLength({ described }: HttpModel): Promise<Finding<number>> {
  return attempt('context length', async () => {
    const { contextTokens } = described;
    return contextTokens.known
      ? { status: 'ok', value: contextTokens.value, detail: `${contextTokens.value} tokens` }
      : {
          status: 'unknown',
          value: null,
          detail: 'the server does not say',
        };
  });
}
