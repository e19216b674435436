import { RagstoneError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Left } from '../../ports/budget.ts';
import type { Ranked } from '../../ports/passage.ts';
import type { Prompt } from '../../ports/prompt.ts';

/**
 * The prompt with as many passages, from the first on, as the model's context and the budget hold. Where the
 * backend cannot count tokens or does not know its context, all are shown.
 * @throws RagstoneError `context-overflow` when the prompt does not fit without passages
 */
export async function fitPassages(options: {
  readonly backend: Backend;
  readonly passages: readonly Ranked[];
  readonly build: (shown: readonly Ranked[]) => Prompt;
  readonly maxTokens: number;
  /** A prompt that the budget has to hold besides. */
  readonly later?: Prompt | undefined;
  readonly left: Left;
  readonly signal: AbortSignal;
}): Promise<{ readonly prompt: Prompt; readonly shown: readonly Ranked[] }> {
  const { backend, passages, build, maxTokens, later, left, signal } = options;
  const context = backend.can.contextTokens;
  const kept =
    later === undefined || left.contextTokens === Infinity ? 0 : await backend.countTokens(later, signal);
  const room = Math.min(context.known ? context.value - maxTokens : Infinity, left.contextTokens - kept);
  const all = { prompt: build(passages), shown: passages };
  if (!backend.can.countTokens || room === Infinity) return all;
  const fits = async (n: number): Promise<boolean> =>
    (await backend.countTokens(build(passages.slice(0, n)), signal)) <= room;
  if (await fits(passages.length)) return all;
  if (!(await fits(0))) {
    throw new RagstoneError(
      'context-overflow',
      `The prompt without passages needs more than the ${room} tokens that there is room for.`,
    );
  }
  let [fitting, tooMany] = [0, passages.length];
  while (tooMany - fitting > 1) {
    const middle = (fitting + tooMany) >> 1;
    if (await fits(middle)) fitting = middle;
    else tooMany = middle;
  }
  const shown = passages.slice(0, fitting);
  return { prompt: build(shown), shown };
}
