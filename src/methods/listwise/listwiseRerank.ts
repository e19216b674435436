import type { Ranked } from '../../ports/passage.ts';
import type { Prompt } from '../../ports/prompt.ts';
import type { Roles, RolesDoing } from '../../ports/roles.ts';
import type { Tools } from '../../ports/tools.ts';
import { ifBudgeted } from '../prompting/ifBudgeted.ts';
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

/** What a budget has to hold beside the ranking: the call that it is for. */
export interface Reserve {
  /** Whether calls and output tokens reach for one more call and that one. */
  readonly reaches: () => boolean;
  readonly prompt: Prompt;
}

/** Tokens for one number, its brackets and the sign behind it. */
const tokensEach = 6;

/**
 * Lets a language model order passages, window by window from the end to the top. Scores stay with the positions, so the
 * list keeps falling scores. Where a window's passages do not fit, or the budget ends but for the `reserve`, the list
 * keeps its order so far.
 */
export async function listwiseRerank<R extends Roles>(
  tools: Tools<R>,
  role: RolesDoing<R, 'generate'>,
  query: string,
  passages: readonly Ranked[],
  { window, stride, passes, words }: ListwiseSettings,
  reserve?: Reserve,
): Promise<readonly Ranked[]> {
  const order = passages.map(({ passage }) => passage);
  for (let pass = 0; pass < passes && order.length > 1; pass += 1) {
    for (const { start, end } of slidingWindows(order.length, window, stride)) {
      if (reserve?.reaches() === false) return withScores();
      const inside = order.slice(start, end);
      const maxTokens = tokensEach * inside.length;
      const prompt = await fitting(words, (some) =>
        tools.fit(role, [], () => listwisePrompt(query, inside, some), maxTokens, reserve?.prompt),
      );
      if (prompt === undefined) {
        tools.decide('ranking', 'no room', { start, end });
        return withScores();
      }
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

/**
 * All passages have to be seen, so what does not fit is cut within passages: to half the words until it fits.
 * `undefined` when it does not with one word each.
 */
async function fitting(
  words: number,
  fit: (words: number) => Promise<{ readonly prompt: Prompt }>,
): Promise<Prompt | undefined> {
  for (let some = words; some >= 1; some = Math.floor(some / 2)) {
    const fitted = await ifBudgeted(() => fit(some));
    if (fitted !== undefined) return fitted.prompt;
  }
  return undefined;
}
