import { chatAnswer } from './chatAnswer.ts';
import { pIn, probabilityOf } from './decodeTokens.ts';
import {
  type Body,
  chatIds,
  choicesOf,
  embeddings,
  idsOf,
  lnOf,
  longestInput,
  relevance,
  sampling,
  type Served,
  textOf,
  texts,
  top,
  withAdapter,
} from './served.ts';
import type { Candidate, GeneratedToken, ServedModel } from './servedModel.ts';
import { type Answering, type HttpAnswer, notFound } from './startHttp.ts';

/** SGLang, started to generate; `incremental`: with `--incremental-streaming-output`. */
export function sglangServer(served: Served, incremental = false): Answering {
  const { name, context } = served;
  return async ({ path, body }) => {
    const model = withAdapter(served, body['lora_path']);
    switch (path) {
      case '/get_server_info':
        return { json: { version: '0.6.1', model_path: name, internal_states: [] } };
      case '/get_model_info':
        return { json: { model_path: name, tokenizer_path: name } };
      case '/v1/models':
        return { json: { object: 'list', data: [{ id: name, root: name, max_model_len: context }] } };
      case '/tokenize': {
        const bos = body['add_special_tokens'] === true;
        const tokens =
          'messages' in body
            ? chatIds(model, body)
            : model.encode(String(body['prompt']), { bos, controls: true });
        return { json: { tokens, count: tokens.length, max_model_len: context } };
      }
      case '/generate':
        return generation(model, context, body, incremental);
      case '/v1/chat/completions': {
        const show = body['skip_special_tokens'] === false;
        const names = { reasoning: 'reasoning_content', show, choose: choicesOf(body['regex']) };
        return (await chatAnswer(served, model, body, names)) ?? chatTooLong(context);
      }
      case '/v1/embeddings':
        if (longestInput(model, body) > context) return chatTooLong(context);
        return { json: await embeddings(model, body, true) };
      case '/v1/rerank':
        return {
          json: texts(body['documents']).map((document, index) => ({
            score: relevance(String(body['query']), document),
            document,
            index,
            meta_info: {},
          })),
        };
      default:
        return notFound;
    }
  };
}

async function generation(
  model: ServedModel,
  context: number,
  body: Body,
  incremental: boolean,
): Promise<HttpAnswer> {
  const ids = body['input_ids'] as readonly number[];
  const params = body['sampling_params'] as Body;
  if (ids.length > context) {
    const message = `The input (${ids.length} tokens) is longer than the model's context length (${context} tokens).`;
    return { status: 400, json: { error: { message } } };
  }
  const bias = params['logit_bias'] as Readonly<Record<string, number>> | undefined;
  const generated = await model.generate(ids, {
    maxTokens: Number(params['max_new_tokens']),
    show: params['skip_special_tokens'] === false,
    restrictTo: bias && Object.keys(bias).map(Number),
    choose: choicesOf(params['regex']),
    ...sampling({ ...params, seed: params['sampling_seed'] }),
  });
  const { tokens, pieces, finish } = generated;
  const outIds = idsOf(generated);
  const info = (told: number, reason: object | null) => ({
    id: 'x',
    finish_reason: reason,
    prompt_tokens: ids.length,
    completion_tokens: told,
    cached_tokens: 0,
  });
  const end = info(tokens.length, { type: finish });
  if (body['stream'] === true) {
    const event = (n: number) => ({
      text: incremental ? pieces[n] : pieces.slice(0, n + 1).join(''),
      output_ids: incremental ? [outIds[n]] : outIds.slice(0, n + 1),
      meta_info: n === pieces.length - 1 ? end : info(n + 1, null),
    });
    const none = { text: '', output_ids: [], meta_info: end };
    return { events: [...(pieces.length === 0 ? [none] : pieces.map((_, n) => event(n))), '[DONE]'] };
  }
  return {
    json: {
      text: textOf(generated),
      output_ids: outIds,
      meta_info: {
        ...end,
        ...(body['return_logprob'] === true && (await logprobs(model, ids, tokens, body))),
      },
    },
  };
}

async function logprobs(
  model: ServedModel,
  ids: readonly number[],
  tokens: readonly GeneratedToken[],
  body: Body,
): Promise<object> {
  const temperature = Number((body['sampling_params'] as Body)['temperature']);
  const asked = body['token_ids_logprob'] as readonly number[] | undefined;
  const triple = (id: number, p: number) => [lnOf(p), id, null];
  const scaled = tokens.map((token) => atTemperature(token, temperature));
  const last = ids.at(-1) ?? 0;
  return {
    output_token_logprobs: scaled.map(({ id, p }) => triple(id, p)),
    output_top_logprobs: scaled.map((token) =>
      top(token, Number(body['top_logprobs_num'] ?? 0)).map(({ id, p }) => triple(id, p)),
    ),
    ...(asked !== undefined && {
      output_token_ids_logprobs: scaled.map(({ distribution }) =>
        asked.map((id) => triple(id, pIn(distribution, id))),
      ),
    }),
    ...(body['logprob_start_len'] === 0 && {
      input_token_logprobs: [
        [null, ids[0], null],
        triple(last, await probabilityOf(model, ids.slice(0, -1), last)),
      ],
    }),
  };
}

/** Above temperature 0 it tells the values after scaling. */
function atTemperature(token: GeneratedToken, temperature: number): GeneratedToken {
  if (temperature === 0) return token;
  const weight = ({ p }: Candidate): number => p ** (1 / temperature);
  const sum = token.distribution.reduce((total, each) => total + weight(each), 0);
  const scaled = ({ id, p }: Candidate): Candidate => ({ id, p: weight({ id, p }) / sum });
  return { ...scaled(token), distribution: token.distribution.map(scaled) };
}

function chatTooLong(context: number): HttpAnswer {
  const message = `The input is longer than the model's context length (${context} tokens).`;
  return { status: 400, json: { object: 'error', message, type: 'BadRequest', param: null, code: 400 } };
}
