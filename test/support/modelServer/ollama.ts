import {
  type Body,
  chatIds,
  lnOf,
  longestInput,
  sampling,
  type Served,
  textOf,
  texts,
  top,
  vectorOf,
} from './served.ts';
import { type Answering, type HttpAnswer, notFound } from './startHttp.ts';

/** Ollama. An old one keeps the first tokens and the last part of what does not fit, and answers 200. */
export function ollamaServer(served: Served): Answering {
  const { model, name, context } = served;
  const listed = { name: `${name}:latest`, digest: 'a'.repeat(64) };
  return async ({ path, body }) => {
    switch (path) {
      case '/api/version':
        return { json: { version: '0.24.0' } };
      case '/api/tags':
        return { json: { models: [{ ...listed, size: 1, details: {} }] } };
      case '/api/ps':
        return { json: { models: [{ ...listed, size_vram: 0, context_length: context }] } };
      case '/api/generate': {
        if (body['raw'] !== true) return { status: 400, json: { error: 'the test wants raw' } };
        const ids = model.encode(String(body['prompt']), { bos: true, controls: true });
        return generation(served, body, ids, (text) => ({ response: text }));
      }
      case '/api/chat':
        return generation(served, body, chatIds(model, body), (text, thinking) => ({
          message: { role: 'assistant', content: text, ...(thinking !== undefined && { thinking }) },
        }));
      case '/api/embed': {
        if (served.old !== true && longestInput(model, body) > context && body['truncate'] === false) {
          return { status: 400, json: { error: 'the input length exceeds the context length' } };
        }
        const embeddings = await Promise.all(texts(body['input']).map((text) => vectorOf(model, text, true)));
        return { json: { model: name, embeddings } };
      }
      default:
        return notFound;
    }
  };
}

async function generation(
  { model, name, context, old }: Served,
  body: Body,
  all: readonly number[],
  said: (text: string, thinking?: string) => object,
): Promise<HttpAnswer> {
  const options = body['options'] as Body;
  const fits = all.length <= context;
  if (!fits && old !== true && body['truncate'] === false) {
    const error = 'the prompt is longer than the context length currently available to the model; shorten it';
    return { status: 400, json: { error } };
  }
  const ids = fits ? all : [...all.slice(0, 5), ...all.slice(-(context / 2 - 5))];
  const choose = (body['format'] as { readonly enum: readonly string[] } | undefined)?.enum;
  const generated = await model.generate(ids, {
    maxTokens: Number(options['num_predict']),
    choose,
    ...sampling(options),
  });
  const { tokens, pieces, finish } = generated;
  // Ids are dropped; control tokens come as empty strings.
  const named = (id: number, p: number) => ({
    token: model.decode([id], false),
    logprob: lnOf(p),
    bytes: [],
  });
  const end = {
    model: name,
    done: true,
    done_reason: finish,
    prompt_eval_count: ids.length,
    eval_count: tokens.length,
  };
  if (body['stream'] === true) {
    const line = (told: object) => ({ model: name, ...told, done: false });
    return {
      lines: [
        line(said('', 'Let me think.')),
        ...pieces.map((piece) => line(said(piece))),
        { ...end, ...said('') },
      ],
    };
  }
  const text = textOf(generated);
  return {
    json: {
      ...end,
      ...said(choose === undefined ? text : JSON.stringify(text), 'Let me think.'),
      ...(body['logprobs'] === true && {
        logprobs: tokens.map((token) => ({
          ...named(token.id, token.p),
          top_logprobs: top(token, Number(body['top_logprobs'])).map(({ id, p }) => named(id, p)),
        })),
      }),
    },
  };
}
