import type { GenerateRequest } from '../../ports/backend.ts';
import type { Ask, SentPrompt } from '../dialects/ask.ts';
import type { Wanted } from '../probabilities/probabilitiesOf.ts';
import { controlsOf } from '../prompts/sentPrompt.ts';
import type { HttpModel } from './httpModel.ts';

/** A request in the form that dialects take. `wanted` are the watched tokens with their ids. */
export function askOf(
  model: HttpModel,
  request: GenerateRequest,
  prompt: SentPrompt,
  wanted: readonly Wanted[],
): Ask {
  const { family, described } = model;
  const chat = prompt.as === 'messages';
  const parts = request.prompt.kind === 'text' ? request.prompt.parts : [];
  return {
    host: model.client.host,
    model: described.address.model,
    adapter: chat ? described.address.chat : described.address.text,
    prompt,
    maxTokens: request.maxTokens,
    temperature: request.temperature ?? 0,
    topP: request.topP ?? 1,
    ...(request.seed !== undefined && { seed: request.seed }),
    stop: request.stop ?? [],
    ...(request.choose !== undefined && { choose: request.choose }),
    showControls: controlsOf(parts).length > 0 || wanted.length > 0,
    ...(request.watch !== undefined && {
      logprobs: {
        depth: chat ? family.logprobs.chatDepth : family.logprobs.depth,
        ids: family.logprobs.chosenIds && !chat ? wanted.flatMap(({ id }) => id ?? []) : [],
      },
    }),
  };
}
