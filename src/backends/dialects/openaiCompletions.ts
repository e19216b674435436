import { z } from 'zod';
import { backendFault } from '../fault.ts';
import type { Json } from '../http/httpClient.ts';
import type { GenerateDialect } from './dialect.ts';
import { finishOf } from './finish.ts';
import { completionShape, tokensOfCompletion } from './logprobShapes.ts';
import { openaiUsage, usageOf } from './openaiUsage.ts';
import type { Alternative, Piece, ReadToken } from './piece.ts';
import { readAs } from './readAs.ts';
import { throwReported } from './throwReported.ts';

const promptLogprobs = z.array(
  z.record(z.string(), z.object({ logprob: z.number(), decoded_token: z.string().nullish() })).nullable(),
);

const shape = z.object({
  choices: z.array(
    z.object({
      text: z.string(),
      finish_reason: z.string().nullish(),
      logprobs: completionShape.nullish(),
      token_ids: z.array(z.int()).nullish(),
      prompt_logprobs: promptLogprobs.nullish(),
    }),
  ),
  usage: openaiUsage,
});

/** What one family adds to the common body. */
export interface CompletionExtras {
  readonly always: Json;
  readonly showControls?: Json;
  readonly logprobs?: Json;
  readonly askIds?: (ids: readonly number[]) => Json;
  readonly restrictTo?: (ids: readonly number[]) => Json;
  readonly choose?: (choices: readonly string[]) => Json;
  readonly scorePrompt?: Json;
}

/** `POST /v1/completions` (vLLM, OpenAI and all that are compatible). */
export function openaiCompletions(extras: CompletionExtras): GenerateDialect {
  return {
    path: '/v1/completions',
    streams: {
      framing: 'sse',
      ask: { stream: true, stream_options: { include_usage: true } },
    },
    body: (ask) => ({
      model: ask.model,
      prompt: ask.prompt.as === 'ids' ? ask.prompt.ids : ask.prompt.as === 'text' ? ask.prompt.text : '',
      max_tokens: ask.maxTokens,
      temperature: ask.temperature,
      top_p: ask.topP,
      ...(ask.seed !== undefined && { seed: ask.seed }),
      ...(ask.stop.length > 0 && { stop: ask.stop }),
      ...extras.always,
      ...(ask.showControls && extras.showControls),
      ...(ask.logprobs !== undefined && { logprobs: ask.logprobs.depth, ...extras.logprobs }),
      ...(ask.logprobs !== undefined && ask.logprobs.ids.length > 0 && extras.askIds?.(ask.logprobs.ids)),
      ...(ask.restrictTo !== undefined && extras.restrictTo?.(ask.restrictTo)),
      ...(ask.choose !== undefined && extras.choose?.(ask.choose)),
      ...(ask.scorePrompt === true && extras.scorePrompt),
      ...ask.adapter,
    }),
    read(answer) {
      throwReported(answer);
      const { choices, usage } = readAs(shape, answer, 'completion');
      const choice = choices[0];
      // The last event of a stream carries the usage and no choice.
      if (choice === undefined) {
        if (usage !== null && usage !== undefined) return { text: '', ...usageOf(usage) };
        throw backendFault('malformed', 'The server answered without a choice.');
      }
      return {
        text: choice.text,
        ...(choice.logprobs && { tokens: withIds(tokensOfCompletion(choice.logprobs), choice.token_ids) }),
        ...lastOfPrompt(choice.prompt_logprobs),
        ...ended(choice.finish_reason),
        ...usageOf(usage),
      };
    },
  };
}

function ended(reason: string | null | undefined): Pick<Piece, 'finish'> {
  const finish = finishOf(reason);
  return finish === undefined ? {} : { finish };
}

function withIds(
  tokens: readonly ReadToken[],
  ids: readonly number[] | null | undefined,
): readonly ReadToken[] {
  return tokens.map((each, n) => {
    const id = each.id ?? ids?.[n];
    return id === undefined ? each : { ...each, id };
  });
}

/** vLLM lists the actual token at each place of the prompt, keyed by id. */
function lastOfPrompt(list: z.output<typeof promptLogprobs> | null | undefined): Pick<Piece, 'promptLast'> {
  const [id, told] = Object.entries(list?.at(-1) ?? {})[0] ?? [];
  if (id === undefined || told === undefined) return {};
  const promptLast: Alternative = { id: Number(id), text: told.decoded_token ?? '', logprob: told.logprob };
  return { promptLast };
}
