import { z } from 'zod';
import type { GenerateDialect } from './dialect.ts';
import { escapedRegex } from './escapedRegex.ts';
import { finishOf } from './finish.ts';
import { token, tokenOfTriple, triple } from './logprobShapes.ts';
import type { Piece, ReadToken } from './piece.ts';
import { readAs } from './readAs.ts';
import { throwReported } from './throwReported.ts';

const perPosition = z.array(z.array(triple).nullable()).nullish();

const shape = z.object({
  text: z.string(),
  output_ids: z.array(z.int()).nullish(),
  meta_info: z.object({
    finish_reason: z.object({ type: z.string() }).nullish(),
    prompt_tokens: z.int().min(0),
    completion_tokens: z.int().min(0),
    output_token_logprobs: z.array(triple).nullish(),
    output_top_logprobs: perPosition,
    output_token_ids_logprobs: perPosition,
    input_token_logprobs: z.array(z.tuple([z.number().nullable(), z.int(), z.string().nullable()])).nullish(),
  }),
});

/** SGLang's native `POST /generate`: ids everywhere, log-probabilities of chosen ids. */
export const sglangGenerate: GenerateDialect = {
  path: '/generate',
  streams: { framing: 'sse', ask: { stream: true }, read: readEvent },
  body: (ask) => ({
    ...(ask.prompt.as === 'ids' ? { input_ids: ask.prompt.ids } : {}),
    ...(ask.prompt.as === 'text' ? { text: ask.prompt.text } : {}),
    sampling_params: {
      max_new_tokens: ask.maxTokens,
      temperature: ask.temperature,
      top_p: ask.topP,
      top_k: -1,
      min_p: 0,
      repetition_penalty: 1,
      ...(ask.seed !== undefined && { sampling_seed: ask.seed }),
      ...(ask.stop.length > 0 && { stop: ask.stop }),
      ...(ask.showControls && { skip_special_tokens: false, spaces_between_special_tokens: false }),
      ...(ask.choose !== undefined && { regex: ask.choose.map(escapedRegex).join('|') }),
      ...(ask.restrictTo !== undefined && {
        logit_bias: Object.fromEntries(ask.restrictTo.map((id) => [id, 100])),
      }),
    },
    ...(ask.logprobs !== undefined && {
      return_logprob: true,
      top_logprobs_num: ask.logprobs.depth,
      logprob_start_len: -1,
      return_text_in_logprobs: true,
      ...(ask.logprobs.ids.length > 0 && { token_ids_logprob: ask.logprobs.ids }),
    }),
    ...(ask.scorePrompt === true && { return_logprob: true, logprob_start_len: 0 }),
    ...ask.adapter,
  }),
  read: (answer) => pieceOf(eventOf(answer)),
};

function eventOf(answer: unknown): z.output<typeof shape> {
  throwReported(answer);
  return readAs(shape, answer, 'generation');
}

/**
 * An event holds all text so far, unless the server runs with `--incremental-streaming-output`: then it holds fewer ids
 * than were generated (sgl-project/sglang, `BatchStrOutput` in the output processor).
 */
function readEvent(event: unknown): Piece {
  const told = eventOf(event);
  const { output_ids: ids, meta_info: meta } = told;
  const isAll = ids === null || ids === undefined || ids.length >= meta.completion_tokens;
  return { ...pieceOf(told), ...(isAll && { isAllSoFar: true }) };
}

function pieceOf({ text, meta_info: meta }: z.output<typeof shape>): Piece {
  const finish = finishOf(meta.finish_reason?.type);
  const last = meta.input_token_logprobs?.at(-1);
  const tokens = meta.output_token_logprobs?.map((chosen, n): ReadToken => {
    const top = meta.output_top_logprobs?.[n] ?? [];
    const asked = meta.output_token_ids_logprobs?.[n] ?? [];
    return token(tokenOfTriple(chosen), [...top, ...asked].map(tokenOfTriple));
  });
  return {
    text,
    usage: { promptTokens: meta.prompt_tokens, outputTokens: meta.completion_tokens },
    ...(finish !== undefined && { finish }),
    ...(tokens && { tokens }),
    ...(last && last[0] !== null && { promptLast: { logprob: last[0], id: last[1], text: last[2] ?? '' } }),
  };
}
