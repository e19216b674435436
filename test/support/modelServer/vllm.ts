import { type Answering, type HttpAnswer, notFound } from './startHttp.ts';
import {
  type Body,
  lnOf,
  messagesOf,
  relevance,
  type ServedToy,
  texts,
  top,
  toyName,
  vectorOf,
} from './served.ts';
import { type Generated, toyTemplate } from './toyModel.ts';

/** vLLM as `docs/backends/vllm.md` describes its dialect. */
export function vllmServer(served: ServedToy): Answering {
  const { model, context, adapters } = served;
  const refused = (message: string, status = 400): HttpAnswer => ({
    status,
    json: { error: { message, type: 'BadRequestError', param: null, code: status } },
  });
  const logprobs = (body: Body, tokens: readonly Generated[]) => {
    const asked = body['logprob_token_ids'] as readonly number[] | undefined;
    const k = Number(body['logprobs']);
    const allowed = body['allowed_token_ids'] as readonly number[] | undefined;
    const name = (id: number): string =>
      body['return_tokens_as_token_ids'] === true ? `token_id:${id}` : model.decode([id], true);
    const alternatives = (token: Generated) => {
      if (asked !== undefined && served.old !== true) {
        return [...asked, token.id].map((id) => ({
          id,
          p: token.distribution.find((each) => each.id === id)?.p ?? 1e-9,
        }));
      }
      if (allowed === undefined || served.processed !== true) return top(token, k);
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
  };
  return ({ path, body }) => {
    switch (path) {
      case '/version':
        return { json: { version: '0.32.0' } };
      case '/v1/models':
        return {
          json: {
            object: 'list',
            data: [toyName, ...adapters].map((id) => ({
              id,
              owned_by: 'vllm',
              root: id,
              parent: null,
              max_model_len: context,
              permission: [],
            })),
          },
        };
      case '/tokenize': {
        const bos = body['add_special_tokens'] === true;
        const text = 'messages' in body ? toyTemplate(messagesOf(body)) : String(body['prompt']);
        const tokens = model.encode(text, { bos, controls: true });
        return { json: { count: tokens.length, max_model_len: context, tokens } };
      }
      case '/v1/completions': {
        const { prompt } = body;
        const ids = Array.isArray(prompt)
          ? (prompt as number[])
          : model.encode(String(prompt), { bos: true, controls: true });
        if (ids.length + Number(body['max_tokens']) > context) {
          return refused(
            `This model's maximum context length is ${context} tokens. However, the model's context length is only ${context} tokens. Please reduce the length of the input prompt.`,
          );
        }
        if (Number(body['logprobs']) === -1 && served.old === true) {
          return refused('Requested sample logprobs of -1, which is greater than max allowed: 20');
        }
        const choice = (body['structured_outputs'] as { choice: string[] } | undefined)?.choice;
        const { tokens, finish } = model.generate(
          ids,
          Number(body['max_tokens']),
          body['allowed_token_ids'] as number[] | undefined,
        );
        const said = model.decode(
          tokens.map(({ id }) => id),
          body['skip_special_tokens'] === false,
        );
        const text = choice?.find((each) => each.startsWith(said[0] ?? '')) ?? said;
        const last = ids.at(-1) ?? 0;
        const before = model.distribution(ids.slice(0, -1)).find(({ id }) => id === last)?.p ?? 1e-9;
        const whole = {
          index: 0,
          text,
          finish_reason: finish,
          stop_reason: null,
          logprobs: 'logprobs' in body ? logprobs(body, tokens) : null,
          ...('return_token_ids' in body && { token_ids: tokens.map(({ id }) => id) }),
          ...('prompt_logprobs' in body && {
            prompt_logprobs: [null, { [last]: { logprob: lnOf(before), rank: 1, decoded_token: '' } }],
          }),
        };
        const usage = {
          prompt_tokens: ids.length,
          completion_tokens: tokens.length,
          total_tokens: ids.length + tokens.length,
        };
        if (body['stream'] !== true) return { json: { choices: [whole], usage } };
        return {
          events: [
            ...text.split('').map((piece) => ({
              choices: [{ index: 0, text: piece, finish_reason: null, logprobs: null }],
            })),
            { choices: [{ index: 0, text: '', finish_reason: finish, logprobs: null }] },
            { choices: [], usage },
            '[DONE]',
          ],
        };
      }
      case '/v1/chat/completions':
        return chatAnswer(served, body, { reasoning: 'reasoning' }) ?? refused('too long');
      case '/v1/embeddings': {
        const raw = body['use_activation'] === false;
        return {
          json: {
            data: texts(body['input']).map((text, index) => ({
              index,
              embedding: Buffer.from(Float32Array.from(vectorOf(text, !raw)).buffer).toString('base64'),
            })),
          },
        };
      }
      case '/rerank': {
        const results = texts(body['documents']).map((text, index) => ({
          index,
          document: { text },
          relevance_score: relevance(String(body['query']), text),
        }));
        return { json: { id: 'r', model: toyName, usage: {}, results: results.reverse() } };
      }
      default:
        return notFound;
    }
  };
}

/** `POST /v1/chat/completions` as all families answer it; `undefined` when the prompt does not fit. */
export function chatAnswer(
  { model, context }: ServedToy,
  body: Body,
  names: { readonly reasoning?: string; readonly ids?: boolean },
): HttpAnswer | undefined {
  const ids = model.encode(toyTemplate(messagesOf(body)), { bos: true, controls: true });
  if (ids.length + Number(body['max_tokens']) > context) return undefined;
  const { tokens, finish } = model.generate(ids, Number(body['max_tokens'] ?? body['max_completion_tokens']));
  const text = model.decode(
    tokens.map(({ id }) => id),
    false,
  );
  const k = Number(body['top_logprobs'] ?? 0);
  const named = (id: number) => ({
    token: model.decode([id], false),
    bytes: [],
    ...(names.ids === true && { id }),
  });
  const content = tokens.map((token) => ({
    ...named(token.id),
    logprob: lnOf(token.p),
    top_logprobs: top(token, k).map(({ id, p }) => ({ ...named(id), logprob: lnOf(p) })),
  }));
  const usage = { prompt_tokens: ids.length, completion_tokens: tokens.length, total_tokens: 0 };
  const logprobs = body['logprobs'] === true ? { content } : null;
  const thought = names.reasoning === undefined ? {} : { [names.reasoning]: 'Let me think.' };
  if (body['stream'] === true) {
    return {
      events: [
        ...text
          .split('')
          .map((piece) => ({ choices: [{ index: 0, delta: { content: piece }, finish_reason: null }] })),
        { choices: [{ index: 0, delta: {}, finish_reason: finish }] },
        { choices: [], usage },
        '[DONE]',
      ],
    };
  }
  return {
    json: {
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: text, ...thought },
          finish_reason: finish,
          logprobs,
        },
      ],
      usage,
    },
  };
}
