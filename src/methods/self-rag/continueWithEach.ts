import type { Generation } from '../../ports/backend.ts';
import type { Ranked } from '../../ports/passage.ts';
import type { Part } from '../../ports/prompt.ts';
import { affordable, eachOf, unlessSpent, unlessTooLong } from './affordable.ts';
import { passageParts, textPrompt } from './prompt.ts';
import type { SelfRagTools } from './roles.ts';
import { critiqueTokens } from './tokens.ts';

/** What the model wrote after one passage. */
export interface Continuation {
  readonly ranked: Ranked;
  readonly generation: Generation;
}

/**
 * An untold token this improbable adds less than 1e-8 ÷ p(the generated one) to a score: no more than rounding does.
 * Where scores are that close, the record says that it could have changed the choice.
 */
export const watchFloor = Math.log(1e-8);

/**
 * M writes y for each d ∈ D in parallel, from (x, d, y<t) (Algorithm 1, branch *Yes*): a prompt a passage, one batch.
 * A passage that fits neither context nor budget is left out.
 */
export async function continueWithEach(
  tools: SelfRagTools,
  context: readonly Part[],
  passages: readonly Ranked[],
  options: {
    readonly maxTokens: number;
    /** Beside the critique tokens. */
    readonly watch?: readonly string[];
    /** No more than so many. Default: what the budget holds. */
    readonly most?: number;
    readonly batch: string;
  },
): Promise<readonly Continuation[]> {
  const { maxTokens, watch = [], most = affordable(tools, options.maxTokens), batch } = options;
  const fitting = [];
  for (const ranked of passages) {
    if (fitting.length >= most) break;
    const build = (shown: readonly Ranked[]) =>
      textPrompt([...context, ...shown.flatMap(({ passage }) => passageParts(passage))]);
    const fitted = await unlessTooLong(tools.fit('generator', [ranked], build, maxTokens));
    if (fitted !== undefined && fitted.shown.length > 0) fitting.push({ ranked, prompt: fitted.prompt });
  }
  const written = await eachOf(
    tools,
    fitting,
    async ({ ranked, prompt }): Promise<Continuation | undefined> => {
      const request = {
        prompt,
        maxTokens,
        temperature: 0,
        watch: [...critiqueTokens, ...watch],
        watchFloor,
        batch,
      };
      const generation = await unlessSpent(tools.generate('generator', request));
      return generation && { ranked, generation };
    },
  );
  return written.filter((each) => each !== undefined);
}
