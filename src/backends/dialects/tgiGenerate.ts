import { z } from 'zod';
import type { GenerateDialect } from './dialect.ts';
import { escapedRegex } from './escapedRegex.ts';
import { finishOf } from './finish.ts';
import { alternativesOfTgi, tgiToken, token } from './logprobShapes.ts';
import type { Piece } from './piece.ts';
import { readAs } from './readAs.ts';
import { throwReported } from './throwReported.ts';

const shape = z.object({
  generated_text: z.string(),
  details: z.object({
    finish_reason: z.string(),
    generated_tokens: z.int().min(0),
    prefill: z.array(tgiToken).nullish(),
    tokens: z.array(tgiToken.extend({ special: z.boolean() })),
    top_tokens: z.array(z.array(tgiToken)).nullish(),
  }),
});

const eventShape = z.object({
  token: tgiToken.extend({ special: z.boolean() }),
  details: z
    .object({
      finish_reason: z.string(),
      generated_tokens: z.int().min(0),
      input_length: z.int().min(0).nullish(),
    })
    .nullish(),
});

/**
 * TGI's native `POST /generate`. Its `generated_text` never shows control tokens, the texts of its tokens do; the
 * prompt's length comes in a header.
 */
export const tgiGenerate: GenerateDialect = {
  path: '/generate',
  streams: { path: '/generate_stream', framing: 'sse', ask: {}, read: readEvent },
  body: (ask) => ({
    inputs: ask.prompt.as === 'text' ? ask.prompt.text : '',
    parameters: {
      max_new_tokens: ask.maxTokens,
      details: true,
      return_full_text: false,
      // 0 and 1 are out of range here: they are said by leaving the members out.
      do_sample: ask.temperature > 0,
      ...(ask.temperature > 0 && { temperature: ask.temperature }),
      ...(ask.topP < 1 && { top_p: ask.topP }),
      ...(ask.seed !== undefined && ask.seed > 0 && { seed: ask.seed }),
      ...(ask.stop.length > 0 && { stop: ask.stop }),
      ...(ask.choose !== undefined && {
        grammar: { type: 'regex', value: ask.choose.map(escapedRegex).join('|') },
      }),
      ...(ask.logprobs !== undefined && ask.logprobs.depth > 0 && { top_n_tokens: ask.logprobs.depth }),
      // Also the only place beside the header where the prompt's length can be read.
      ...(ask.scorePrompt === true && { decoder_input_details: true }),
      ...ask.adapter,
    },
  }),
  read(answer, headers, showControls = true) {
    throwReported(answer);
    const { generated_text: plain, details } = readAs(shape, answer, 'generation');
    const tokens = details.tokens.map((each, n) =>
      token(
        { id: each.id, text: each.text, logprob: each.logprob ?? undefined },
        alternativesOfTgi(details.top_tokens?.[n] ?? []),
      ),
    );
    const finish = finishOf(details.finish_reason);
    // The end-of-sequence token is listed and is no part of the text.
    const shown = details.finish_reason === 'eos_token' ? details.tokens.slice(0, -1) : details.tokens;
    const controls = showControls && shown.some((each) => each.special);
    const [promptLast] = alternativesOfTgi(details.prefill?.slice(-1) ?? []);
    const promptTokens = Number(headers['x-prompt-tokens'] ?? details.prefill?.length ?? Number.NaN);
    return {
      text: controls ? shown.map((each) => each.text).join('') : plain,
      tokens,
      ...(finish !== undefined && { finish }),
      ...(promptLast !== undefined && { promptLast }),
      ...(Number.isInteger(promptTokens) && {
        usage: { promptTokens, outputTokens: details.generated_tokens },
      }),
    };
  },
};

/** A token an event; the last tells why the answer ended and what it cost. */
function readEvent(event: unknown, showControls: boolean): Piece {
  throwReported(event);
  const { token: told, details } = readAs(eventShape, event, 'event of a generation');
  const finish = finishOf(details?.finish_reason);
  const promptTokens = details?.input_length;
  return {
    // The end-of-sequence token is told too.
    text: details?.finish_reason === 'eos_token' || (told.special && !showControls) ? '' : told.text,
    ...(finish !== undefined && { finish }),
    ...(typeof promptTokens === 'number' && {
      usage: { promptTokens, outputTokens: details?.generated_tokens ?? 0 },
    }),
  };
}
