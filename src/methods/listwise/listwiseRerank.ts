import { isRagstoneError } from '../../errors.ts';
import type { Ranked } from '../../ports/passage.ts';
import type { Prompt } from '../../ports/prompt.ts';
import type { Roles, RolesDoing } from '../../ports/roles.ts';
import type { Tools } from '../../ports/tools.ts';
import { listwisePrompt } from './listwisePrompt.ts';
import { parseRanking } from './parseRanking.ts';
import { slidingWindows } from './slidingWindows.ts';

export interface ListwiseSettings {
  /** Passages that one call ranks. RankVicuna: 20. */
  readonly window: number;
  /** How far windows lie apart. RankVicuna: 10. */
  readonly stride: number;
  /** How often the whole list is gone through. */
  readonly passes: number;
  /** Words of a passage that are shown; fewer where the model's context is too small. RankVicuna: 300. */
  readonly words: number;
}

/** Tokens for one number, its brackets and the sign behind it. */
const tokensEach = 6;

/**
 * Lets a language model order passages, window by window from the end to the top. Scores stay with the positions, so the
 * list keeps falling scores. `mayCall` is asked before each window; a list that is cut short there keeps its order so far.
 */
export async function listwiseRerank<R extends Roles>(
  tools: Tools<R>,
  role: RolesDoing<R, 'generate'>,
  query: string,
  passages: readonly Ranked[],
  { window, stride, passes, words }: ListwiseSettings,
  mayCall: () => boolean = () => true,
): Promise<readonly Ranked[]> {
  const order = passages.map(({ passage }) => passage);
  for (let pass = 0; pass < passes && order.length > 1; pass += 1) {
    for (const { start, end } of slidingWindows(order.length, window, stride)) {
      if (!mayCall()) return withScores();
      const inside = order.slice(start, end);
      const maxTokens = tokensEach * inside.length;
      const prompt = await fitting(tools, role, maxTokens, words, (some) =>
        listwisePrompt(query, inside, some),
      );
      const { text } = await tools.generate(role, { prompt, maxTokens, temperature: 0 });
      const read = parseRanking(text, inside.length);
      order.splice(start, inside.length, ...read.order.flatMap((at) => inside[at] ?? []));
      tools.decide('ranking', read.flaws.length === 0 ? 'well formed' : read.flaws.join(', '), {
        start,
        end,
      });
    }
  }
  return withScores();

  function withScores(): readonly Ranked[] {
    return passages.map(({ passage, score }, at) => ({ passage: order[at] ?? passage, score }));
  }
}

/** All passages have to be seen, so what does not fit is cut within passages: to half the words until it fits. */
async function fitting<R extends Roles>(
  tools: Tools<R>,
  role: RolesDoing<R, 'generate'>,
  maxTokens: number,
  words: number,
  build: (words: number) => Prompt,
): Promise<Prompt> {
  try {
    return (await tools.fit(role, [], () => build(words), maxTokens)).prompt;
  } catch (error) {
    if (words < 2 || !isRagstoneError(error) || error.code !== 'context-overflow') throw error;
    return fitting(tools, role, maxTokens, Math.floor(words / 2), build);
  }
}
