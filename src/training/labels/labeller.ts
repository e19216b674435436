import { RagstoneError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import { type Judgeable, type Label, type LabelFamily, labelPrompt } from './labelPrompts.ts';
import { parseLabel } from './parseLabel.ts';

/** A model that judges in place of an oracle. */
export interface Labeller {
  readonly model: string;
  /** A reflection token; `undefined` where the model did not say clearly. @throws RagstoneError as its backend does */
  judge<F extends LabelFamily>(
    family: F,
    judged: Judgeable,
    signal: AbortSignal,
  ): Promise<Label<F> | undefined>;
  counts(): LabellerCounts;
}

/** How often each family was asked for, and how many replies could not be understood. */
export type LabellerCounts = Readonly<
  Record<LabelFamily, { readonly asked: number; readonly unclear: number }>
>;

/** As the released scripts: 200 tokens for a rating and an explanation. */
const maxTokens = 200;

/** A labelling model over a backend that takes chats; greedy. @throws RagstoneError `unsupported` for one that does not */
export function labeller(backend: Backend): Labeller {
  const { model } = backend.identity;
  if (!backend.can.does.includes('generate') || !backend.can.prompts.includes('chat')) {
    throw new RagstoneError(
      'unsupported',
      `${model} takes no chats, so it cannot label: name a chat model.`,
      {
        input: model,
      },
    );
  }
  const counts: Record<LabelFamily, { asked: number; unclear: number }> = {
    retrieve: { asked: 0, unclear: 0 },
    relevance: { asked: 0, unclear: 0 },
    support: { asked: 0, unclear: 0 },
    utility: { asked: 0, unclear: 0 },
  };
  return {
    model,
    async judge(family, judged, signal) {
      const prompt = labelPrompt(family, judged);
      const { text } = await backend.generate({ prompt, maxTokens, temperature: 0 }, signal);
      const label = parseLabel(family, text);
      counts[family].asked += 1;
      if (label === undefined) counts[family].unclear += 1;
      return label;
    },
    counts: () => structuredClone(counts),
  };
}
