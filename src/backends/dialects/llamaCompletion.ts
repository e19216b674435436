import { z } from 'zod';
import type { GenerateDialect } from './dialect.ts';
import { finishOf } from './finish.ts';
import { chatShape, tokensOfChat } from './logprobShapes.ts';
import type { ReadToken } from './piece.ts';
import { readAs } from './readAs.ts';
import { throwReported } from './throwReported.ts';

const shape = z.object({
  content: z.string(),
  stop: z.boolean().default(true),
  stop_type: z.string().nullish(),
  tokens_evaluated: z.int().min(0).nullish(),
  tokens_predicted: z.int().min(0).nullish(),
  completion_probabilities: chatShape.nullish(),
});

/** llama-server's native `POST /completion`: ids in and out, log-probabilities before sampling. */
export const llamaCompletion: GenerateDialect = {
  path: '/completion',
  streams: { framing: 'sse', ask: { stream: true } },
  body: (ask) => ({
    prompt: ask.prompt.as === 'ids' ? ask.prompt.ids : ask.prompt.as === 'text' ? ask.prompt.text : '',
    n_predict: ask.maxTokens,
    temperature: ask.temperature,
    top_p: ask.topP,
    top_k: 0,
    min_p: 0,
    repeat_penalty: 1,
    return_tokens: true,
    ...(ask.seed !== undefined && { seed: ask.seed }),
    ...(ask.stop.length > 0 && { stop: ask.stop }),
    ...(ask.choose !== undefined && { grammar: `root ::= ${ask.choose.map(quoted).join(' | ')}` }),
    ...(ask.logprobs !== undefined && { n_probs: ask.logprobs.depth, cache_prompt: false }),
    ...(ask.restrictTo !== undefined && { logit_bias: ask.restrictTo.map((id) => [id, 100]) }),
    ...ask.adapter,
  }),
  read(answer) {
    throwReported(answer);
    const read = readAs(shape, answer, 'completion');
    const { tokens_evaluated: promptTokens, tokens_predicted: outputTokens } = read;
    const finish = read.stop ? finishOf(read.stop_type) : undefined;
    return {
      text: read.content,
      ...(read.completion_probabilities && { tokens: toldTokens(read.completion_probabilities) }),
      ...(finish !== undefined && { finish }),
      ...(read.stop &&
        typeof promptTokens === 'number' &&
        typeof outputTokens === 'number' && { usage: { promptTokens, outputTokens } }),
    };
  },
};

/** With speculative decoding all tokens after the first come with 0.0 and no alternatives: that is no probability. */
function toldTokens(told: z.output<typeof chatShape>): readonly ReadToken[] {
  return tokensOfChat(told).map((each) => {
    const { logprob, ...rest } = each;
    return logprob === 0 && rest.alternatives.length === 0 ? rest : each;
  });
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
