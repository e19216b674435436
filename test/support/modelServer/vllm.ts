import { chatAnswer } from './chatAnswer.ts';
import { pIn, probabilityOf } from './decodeTokens.ts';
import {
  type Body,
  chatIds,
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
import type { Candidate, GeneratedToken } from './servedModel.ts';
import { type Answering, type HttpAnswer, notFound } from './startHttp.ts';

/** vLLM as `docs/backends/vllm.md` describes its dialect. */
export function vllmServer(served: Served): Answering {
  const { name, context, adapters } = served;
  return async ({ path, body }) => {
    const model = withAdapter(served, body['model']);
    switch (path) {
      case '/version':
        return { json: { version: '0.32.0' } };
      case '/v1/models': {
        const card = { owned_by: 'vllm', parent: null, max_model_len: context, permission: [] };
        return {
          json: { object: 'list', data: [name, ...adapters].map((id) => ({ ...card, id, root: id })) },
        };
      }
      case '/tokenize': {
        const bos = body['add_special_tokens'] === true;
        const tokens =
          'messages' in body
            ? chatIds(model, body)
            : model.encode(String(body['prompt']), { bos, controls: true });
        return { json: { count: tokens.length, max_model_len: context, tokens } };
      }
      case '/v1/completions':
        return completion(served, body);
      case '/v1/chat/completions': {
        const show = body['skip_special_tokens'] === false;
        const names = { reasoning: 'reasoning', show, choose: choiceOf(body) };
        return (await chatAnswer(served, model, body, names)) ?? refused('too long');
      }
      case '/v1/embeddings':
        if (longestInput(model, body) > context) {
          return refused(
            `This model's maximum context length is ${context} tokens. Please reduce the length of the input.`,
          );
        }
        return { json: await embeddings(model, body, body['use_activation'] !== false) };
      case '/rerank': {
        const results = texts(body['documents']).map((text, index) => ({
          index,
          document: { text },
          relevance_score: relevance(String(body['query']), text),
        }));
        return { json: { id: 'r', model: name, usage: {}, results: results.reverse() } };
      }
      default:
        return notFound;
    }
  };
}

async function completion(served: Served, body: Body): Promise<HttpAnswer> {
  const { context } = served;
  const { prompt } = body;
  const model = withAdapter(served, body['model']);
  const maxTokens = Number(body['max_tokens']);
  const ids = Array.isArray(prompt)
    ? (prompt as number[])
    : model.encode(String(prompt), { bos: true, controls: true });
  if (ids.length + maxTokens > context) {
    return refused(
      `This model's maximum context length is ${context} tokens. However, the model's context length is only ${context} tokens. Please reduce the length of the input prompt.`,
    );
  }
  if (Number(body['logprobs']) === -1 && served.old === true) {
    return refused('Requested sample logprobs of -1, which is greater than max allowed: 20');
  }
  const generated = await model.generate(ids, {
    maxTokens,
    show: body['skip_special_tokens'] === false,
    restrictTo: body['allowed_token_ids'] as number[] | undefined,
    choose: choiceOf(body),
    ...sampling(body),
  });
  const { tokens, pieces, finish } = generated;
  const usage = {
    prompt_tokens: ids.length,
    completion_tokens: tokens.length,
    total_tokens: ids.length + tokens.length,
  };
  if (body['stream'] === true) {
    const event = (text: string, reason: string | null) => ({
      choices: [{ index: 0, text, finish_reason: reason, logprobs: null }],
    });
    const events = [...pieces.map((piece) => event(piece, null)), event('', finish)];
    return { events: [...events, { choices: [], usage }, '[DONE]'] };
  }
  const last = ids.at(-1) ?? 0;
  const choice = {
    index: 0,
    text: textOf(generated),
    finish_reason: finish,
    stop_reason: generated.stopped ?? null,
    logprobs: 'logprobs' in body ? logprobs(served, body, tokens) : null,
    ...('return_token_ids' in body && { token_ids: idsOf(generated) }),
    ...('prompt_logprobs' in body && {
      prompt_logprobs: [
        null,
        {
          [last]: {
            logprob: lnOf(await probabilityOf(model, ids.slice(0, -1), last)),
            rank: 1,
            decoded_token: '',
          },
        },
      ],
    }),
  };
  return { json: { choices: [choice], usage } };
}

function logprobs(served: Served, body: Body, tokens: readonly GeneratedToken[]): object {
  const asked = body['logprob_token_ids'] as readonly number[] | undefined;
  const allowed = body['allowed_token_ids'] as readonly number[] | undefined;
  const name = (id: number): string =>
    body['return_tokens_as_token_ids'] === true ? `token_id:${id}` : served.model.decode([id], true);
  const alternatives = (token: GeneratedToken): readonly Candidate[] => {
    if (asked !== undefined && served.old !== true) {
      return [...asked, token.id].map((id) => ({ id, p: pIn(token.distribution, id) }));
    }
    if (allowed === undefined || served.processed !== true) return top(token, Number(body['logprobs']));
    const inside = token.distribution.filter(({ id }) => allowed.includes(id));
    const sum = inside.reduce((total, { p }) => total + p, 0);
    return inside.map(({ id, p }) => ({ id, p: p / sum }));
  };
  return {
    tokens: tokens.map(({ id }) => name(id)),
    token_logprobs: tokens.map((token) =>
      lnOf(alternatives(token).find(({ id }) => id === token.id)?.p ?? token.p),
    ),
    text_offset: tokens.map(() => 0),
    top_logprobs: tokens.map((token) =>
      Object.fromEntries(alternatives(token).map(({ id, p }) => [name(id), lnOf(p)])),
    ),
  };
}

function choiceOf(body: Body): readonly string[] | undefined {
  return (body['structured_outputs'] as { readonly choice: readonly string[] } | undefined)?.choice;
}

function refused(message: string): HttpAnswer {
  return { status: 400, json: { error: { message, type: 'BadRequestError', param: null, code: 400 } } };
}
