import { type Answering, notFound } from './startHttp.ts';
import { lnOf, messagesOf, relevance, type ServedToy, texts, top, toyName, vectorOf } from './served.ts';
import { toyTemplate } from './toyModel.ts';
import { chatAnswer } from './vllm.ts';

/** SGLang, started to generate. */
export function sglangServer(served: ServedToy): Answering {
  const { model, context } = served;
  return ({ path, body }) => {
    switch (path) {
      case '/get_server_info':
        return { json: { version: '0.6.1', model_path: toyName, internal_states: [] } };
      case '/get_model_info':
        return { json: { model_path: toyName, tokenizer_path: toyName } };
      case '/v1/models':
        return { json: { object: 'list', data: [{ id: toyName, root: toyName, max_model_len: context }] } };
      case '/tokenize': {
        const text = 'messages' in body ? toyTemplate(messagesOf(body)) : String(body['prompt']);
        const tokens = model.encode(text, { bos: body['add_special_tokens'] === true, controls: true });
        return { json: { tokens, count: tokens.length, max_model_len: context } };
      }
      case '/generate': {
        const ids = body['input_ids'] as readonly number[];
        const params = body['sampling_params'] as Readonly<Record<string, unknown>>;
        if (ids.length > context) {
          return {
            status: 400,
            json: {
              error: {
                message: `The input (${ids.length} tokens) is longer than the model's context length (${context} tokens).`,
              },
            },
          };
        }
        const bias = params['logit_bias'] as Readonly<Record<string, number>> | undefined;
        const restrictTo = bias && Object.keys(bias).map(Number);
        const { tokens, finish } = model.generate(ids, Number(params['max_new_tokens']), restrictTo);
        // Above temperature 0 the values are those after scaling: here, all halved in the logarithm.
        const scale = Number(params['temperature']) === 0 ? 1 : 0.5;
        const triple = (id: number, p: number) => [scale * lnOf(p), id, null];
        const asked = body['token_ids_logprob'] as readonly number[] | undefined;
        const regex = params['regex'] as string | undefined;
        const shown = tokens.map(({ id }) => id);
        const text = model.decode(shown, params['skip_special_tokens'] === false);
        const last = ids.at(-1) ?? 0;
        const before = model.distribution(ids.slice(0, -1)).find(({ id }) => id === last)?.p ?? 1e-9;
        return {
          json: {
            text:
              regex === undefined
                ? text
                : (regex.split('|').find((each) => each.startsWith(text[0] ?? '')) ?? text),
            output_ids: shown,
            meta_info: {
              id: 'x',
              finish_reason: { type: finish },
              prompt_tokens: ids.length,
              completion_tokens: tokens.length,
              cached_tokens: 0,
              ...(body['return_logprob'] === true && {
                output_token_logprobs: tokens.map(({ id, p }) => triple(id, p)),
                output_top_logprobs: tokens.map((token) =>
                  top(token, Number(body['top_logprobs_num'] ?? 0)).map(({ id, p }) => triple(id, p)),
                ),
                ...(asked !== undefined && {
                  output_token_ids_logprobs: tokens.map(({ distribution }) =>
                    asked.map((id) => triple(id, distribution.find((each) => each.id === id)?.p ?? 1e-9)),
                  ),
                }),
                ...(body['logprob_start_len'] === 0 && {
                  input_token_logprobs: [[null, ids[0], null], triple(last, before)],
                }),
              }),
            },
          },
        };
      }
      case '/v1/chat/completions':
        return (
          chatAnswer(served, body, { reasoning: 'reasoning_content' }) ?? {
            status: 400,
            json: {
              object: 'error',
              message: `The input is longer than the model's context length (${context} tokens).`,
              type: 'BadRequest',
              param: null,
              code: 400,
            },
          }
        );
      case '/v1/embeddings':
        return {
          json: {
            data: texts(body['input']).map((text, index) => ({ index, embedding: vectorOf(text, true) })),
          },
        };
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
